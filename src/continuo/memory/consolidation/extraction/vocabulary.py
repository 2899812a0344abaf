"""Closed lists of English words that rules lean on. They come from general knowledge of the language."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OCCUPATIONS = _words(
    "accountant actor actress administrator advisor agent analyst animator apprentice architect artist assistant "
    "astronomer athlete attorney author baker banker barber barista bartender biologist blogger bookkeeper "
    "bricklayer broker builder butcher caregiver carpenter cashier ceo cfo chef chemist chiropractor clerk coach "
    "cofounder co-founder comedian composer consultant contractor cook coordinator copywriter counselor counsellor "
    "cto curator dancer dentist dermatologist designer developer dietitian director dj doctor driver economist "
    "editor educator electrician engineer entrepreneur executive farmer filmmaker firefighter florist founder "
    "freelancer gardener geologist hairdresser handyman historian housekeeper illustrator inspector instructor "
    "intern interpreter investigator janitor jeweler journalist judge lawyer lecturer librarian lifeguard linguist "
    "locksmith machinist manager marketer mathematician mechanic mentor midwife miner model musician nanny "
    "neurologist nurse nutritionist optician optometrist painter paralegal paramedic pastor pediatrician "
    "pharmacist photographer physician physicist physiotherapist pilot plumber poet policeman postdoc potter "
    "president principal producer professor programmer psychiatrist psychologist radiologist realtor receptionist "
    "recruiter reporter researcher sailor salesman salesperson scientist scriptwriter secretary seller sergeant "
    "coder server shopkeeper singer social-worker soldier songwriter specialist statistician stylist superintendent "
    "supervisor surgeon surveyor tailor teacher technician technologist therapist trader trainer translator "
    "trucker tutor undertaker vet veterinarian videographer waiter waitress welder worker writer zookeeper officer "
    "representative rep strategist planner buyer dev acrobat actuary adjuster aide ambassador anaesthetist "
    "anesthesiologist announcer anthropologist apiarist appraiser archaeologist archivist assembler associate "
    "astronaut au-pair auctioneer auditor bailiff barrister beautician beekeeper bellhop biochemist boatbuilder "
    "bodyguard boss botanist brewer cabinetmaker cameraman captain cardiologist caretaker carer cartographer "
    "carver caterer chaplain chauffeur childminder choreographer cleaner climatologist cobbler columnist "
    "commissioner concierge conductor confectioner conservator consul controller courier croupier crofter cutter "
    "dairyman deckhand decorator demonstrator detective dispatcher diver docent docker doorman drummer ecologist "
    "embalmer endocrinologist engraver entomologist epidemiologist ergonomist estate-agent exterminator farmhand "
    "farrier ferryman fielder fisher fisherman fishmonger fitter flutist forester framer furrier gamekeeper "
    "geneticist geographer glassblower glazier goldsmith governor greengrocer grocer guard guide guitarist "
    "gynaecologist head headmaster headmistress headteacher herder hydrologist hygienist immunologist installer "
    "interviewer ironworker jeweller joiner jockey juggler keeper labourer laborer landscaper lead leader "
    "lexicographer lineman logistician logger longshoreman luthier magistrate maid maker masseur masseuse matron "
    "mayor merchandiser merchant messenger meteorologist microbiologist milliner minister moderator mortician "
    "neurosurgeon notary novelist obstetrician oceanographer officiant oncologist operator orthodontist "
    "ophthalmologist paediatrician pathologist pharmacologist philosopher phlebotomist pianist picker plasterer "
    "podiatrist policewoman politician porter postman postwoman preacher presenter priest printer prosecutor "
    "provost publicist publisher rabbi ranger rector referee registrar resident restaurateur restorer reviewer "
    "rigger roofer sculptor seamstress senator shepherd sheriff shipwright shoemaker silversmith skipper "
    "sociologist solicitor sommelier sonographer sous-chef spokesperson stagehand steward stewardess stockbroker "
    "stonemason storekeeper stuntman sub-editor sysadmin tanner taxidermist tattooist telemarketer teller tester "
    "tiler toolmaker toxicologist trainee treasurer tuner typist umpire underwriter upholsterer urologist usher "
    "valet vicar vintner violinist volcanologist warden watchmaker weaver webmaster winemaker woodworker youtuber "
    "zoologist carrier scaffolder signalman conservationist videogamer groomer walker sitter babysitter barman "
    "barmaid cellist cinematographer crewmember gaffer goalkeeper handler hostess host investor knitter landlord "
    "landlady lector organist patrolman pollster proofreader sexologist shelver soprano tenor stacker statist temp "
    "vp svp evp ciso coo cmo cpo cio md partner-manager phd-student generalist manageress headhunter dogsitter "
    "marshal bosun stoker"
)
"""Last words of names of jobs."""

LANGUAGES = _words(
    "arabic bengali bulgarian cantonese catalan croatian czech danish dutch english estonian farsi finnish french "
    "german greek gujarati hebrew hindi hungarian icelandic indonesian irish italian japanese korean latin latvian "
    "lithuanian malay mandarin chinese marathi nepali norwegian persian polish portuguese punjabi romanian russian "
    "serbian slovak slovenian somali spanish swahili swedish tagalog tamil telugu thai turkish ukrainian urdu "
    "vietnamese welsh yoruba zulu afrikaans albanian armenian basque esperanto georgian gaelic"
    " amharic azerbaijani belarusian bosnian breton burmese cebuano dari flemish frisian galician guarani hausa igbo "
    "javanese kannada kazakh khmer kinyarwanda kurdish kyrgyz lao luxembourgish macedonian malagasy malayalam maltese "
    "maori mongolian pashto quechua samoan shona sinhala tamil tatar tibetan tigrinya twi uyghur uzbek wolof xhosa "
    "yiddish berber kashmiri aymara nahuatl greenlandic faroese bsl asl"
)

PETS = (
    r"dogs?|cats?|pupp(?:y|ies)|pups?|kittens?|kitt(?:y|ies)|hamsters?|rabbits?|bunn(?:y|ies)|parrots?|budgies?"
    r"|guinea\s+pigs?|turtles?|tortoises?|goldfish|ferrets?|lizards?|geckos?|snakes?|horses?|pon(?:y|ies)"
    r"|retrievers?|labradors?|beagles?|poodles?|terriers?|corg(?:i|is)|huskies|husky|bulldogs?|dachshunds?|spaniels?"
    r"|collies?|shepherd|pugs?|chihuahuas?|tabby|siamese"
)

THINGS = (
    r"cars?|trucks?|vans?|suvs?|motorcycles?|motorbikes?|bikes?|bicycles?|e-bikes?|scooters?|boats?|kayaks?|house"
    r"|home"
    r"|apartment|flat|condo|cottage|cabin|farm|garden|greenhouse|laptops?|macbooks?|computers?|pc|desktops?|ipads?"
    r"|tablets?"
    r"|phones?|smartphones?|iphones?|smartwatch|watch|cameras?|drones?|tv|televisions?|consoles?|playstation|xbox"
    r"|printers?|3d\s+printers?|guitars?|pianos?|violins?|drums?|drum\s+set|ukuleles?|keyboards?|amps?|saxophones?"
    r"|cellos?|flutes?"
    r"|smokers?|grills?|ovens?|espresso\s+machines?|coffee\s+(?:maker|machine)s?|blenders?|air\s+fryers?|sofas?|couch"
    r"|desks?|treadmills?|telescopes?|record\s+players?|vinyls?|sneakers?|shoes|boots|backpacks?|tents?|aquariums?"
    r"|tanks?"
    r"|necklaces?|bracelets?|earrings?|rings?|detectors?|equipment|routers?|monitors?|headphones?|mic|microphones?"
    r"|sewing\s+machines?|collections?|filters?|speakers?|jackets?|dress|bags?|purse|lenses|lens|tools|helmet|skis?"
    r"|snowboards?"
    r"|surfboards?|skateboards?|paintings?|plants?|trees?|store|shop|business|company|restaurant|bakery|studio|gym"
    r"|gaming\s+systems?|land|mouse|headset|kindle|chair|bed|mattress"
)
"""Last words of names of things that a person keeps."""

VEHICLE_MAKES = (
    r"Honda|Toyota|Ford|Chevy|Chevrolet|BMW|Audi|Tesla|Volkswagen|VW|Subaru|Mazda|Nissan|Hyundai|Kia|Volvo|Fiat"
    r"|Renault"
    r"|Peugeot|Skoda|Mercedes|Jeep|Porsche|Mini\s+Cooper|Lexus|Opel|Citroen|Dacia|Suzuki|Mitsubishi|Dodge|GMC|Buick"
    r"|Cadillac|Jaguar|Land\s+Rover|Harley|Vespa|Yamaha|Kawasaki|Ducati"
)

ACTIVITIES = (
    r"yoga|pilates|karate|judo|taekwondo|boxing|kickboxing|gymnastics|ballet|meditation|crossfit|calligraphy|pottery"
    r"|photography|woodworking|origami|gardening|painting|drawing|sketching|knitting|crocheting|sewing|quilting"
    r"|running|jogging|cycling|biking|swimming|hiking|climbing|bouldering|skiing|snowboarding|surfing|skating"
    r"|skateboarding|sailing|rowing|kayaking|fishing|hunting|camping|dancing|singing|acting|cooking|baking|brewing"
    r"|writing|journaling|blogging|podcasting|reading|gaming|coding|programming|streaming|birdwatching|stargazing"
    r"|volunteering|weightlifting|lifting|strength\s+training|martial\s+arts|horse\s+riding|archery|fencing|golf"
    r"|tennis|badminton|squash|football|soccer|basketball|baseball|volleyball|hockey|cricket|rugby|chess|poker"
    r"|bowling|darts|ping\s+pong|table\s+tennis|snowshoeing|scuba\s+diving|diving|paragliding|skydiving|foraging"
)

INSTRUMENTS = (
    r"guitar|piano|violin|drums|bass|cello|flute|saxophone|trumpet|clarinet|ukulele|harp|banjo|keyboard|keyboards"
    r"|viola"
    r"|harmonica|accordion|organ|oboe|trombone|mandolin|bagpipes"
)

HABIT_VERBS = (
    r"paint|draw|sketch|write|cook|bake|hike|run|jog|swim|cycle|bike|garden|knit|crochet|sew|read|dance|sing|meditate"
    r"|fish|climb|ski|surf|skate|row|sail|box|journal|blog|volunteer|train|travel|camp|kayak|golf|game|stream|brew"
    r"|play|practi[cs]e|teach|coach|collect"
)
"""Verbs that name something a person does again and again."""

WISH_VERBS = _words(
    "add address answer ask assume avoid be begin break call check cite clarify combine compare confirm consider "
    "convert describe display double-check emphasize end ensure explain express focus follow format generate give "
    "highlight illustrate include keep let limit link list make mark mention note notify offer output pick present "
    "prioritize propose provide put quote recommend refer remember remind reply respond return round say send "
    "separate show speak specify spell start state stick suggest summarise summarize talk tell translate treat use "
    "verify warn write"
)
"""What one may ask an assistant to do always, or never."""

NOT_NAMES = _words(
    "i me my we you he she it they this that these those there here not just so very really too also still already "
    "sorry happy sad glad sure fine good great ok okay well back home done ready tired busy sick new single married "
    "divorced engaged retired unemployed pregnant vegan vegetarian christian catholic muslim jewish hindu buddhist "
    "atheist agnostic american british english irish scottish welsh french german italian spanish portuguese dutch "
    "swedish norwegian danish finnish polish russian ukrainian turkish greek chinese japanese korean indian pakistani "
    "mexican brazilian canadian australian african asian european latino latina hispanic black white gay lesbian bi "
    "trans aries taurus gemini cancer virgo libra scorpio sagittarius capricorn aquarius pisces gen zoom teams "
    "thanks thank please monday tuesday wednesday thursday friday saturday sunday what who how when why where which "
    "yes no maybe and but or if the a an in on at of for from with as by can could would should let looking trying "
    "going thinking wondering kinda curious excited interested hey hi hello dear is are was were has had have will"
)
"""Words that follow "I'm" or a kinship word with a capital and are no names."""

SOFTWARE = _words(
    "python javascript typescript java rust go golang kotlin swift react vue angular svelte django flask linux ubuntu "
    "windows mac macos android ios iphone chrome firefox safari postgres postgresql mysql mongodb redis docker "
    "kubernetes aws azure gcp github gitlab slack notion obsidian vim emacs vscode excel word google gmail outlook "
    "spotify netflix telegram signal whatsapp bing chatgpt claude jira trello"
)
"""One "moves to" and "is from" these without leaving home."""
