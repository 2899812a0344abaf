"""Words that say what kind of thing stands beside them, and words that say what a name ends in."""

from __future__ import annotations

from continuo.domain.entity import EntityType


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _kinds(kinds: dict[EntityType, str]) -> dict[str, EntityType]:
    return {word: kind for kind, words in kinds.items() for word in words.split()}


DETERMINERS = _set("a an the my our your his her their its this that these those some any another every each no")
BETWEEN = DETERMINERS | _set(
    "new old big little small young older younger local nearby beautiful lovely amazing great good nice famous "
    "favorite favourite best first second last next own whole current former fellow poor dear sunny downtown "
    "central"
)
"""What may stand between a cue and the name it speaks of."""

INTO_PLACES = _set(
    "in near around across through throughout via outside toward towards visit visiting visited visits explore "
    "exploring explored tour touring toured leave leaving reached reach"
)
FROM_PLACES = _set("from to for into leave left over at of")
MOTION = _set(
    "go goes going went gone move moves moving moved fly flies flying flew flown flight flights drive drives "
    "driving drove driven travel travels traveling travelling traveled travelled trip trips train bus ferry come "
    "comes coming came return returned returning relocate relocated relocating get got getting way ticket tickets "
    "sail sailing hike hiking cycle cycling walk walking road tour vacation holiday honeymoon been migrated "
    "emigrated escape escaped home welcome expat commute commuting far live lives living lived born raised grew "
    "based originally"
)
AT_WORK = _set(
    "work works working worked job jobs intern interned internship internships manager director engineer "
    "developer designer analyst teacher nurse consultant role position shift office desk ceo cto cfo founder "
    "cofounder president head professor researcher scientist lawyer accountant freelance freelancing contractor "
    "volunteer volunteering volunteered study studies studied studying graduated degree teach teaches teaching "
    "taught enrolled student interview interviewed interviewing hired employed apply applied applying application "
    "offer career colleague colleagues people team started"
)
JOINS = _set("join joins joined joining quit acquired founded sued boycott boycotting")

MEETS = _set(
    "met meet meets meeting tell tells told telling ask asks asked asking text texted texting invite invited "
    "inviting date dating dated marry married marrying thank thanks dear hi hello hey phoned phone email emailed "
    "hug hugged kissed kiss introduce introduced sincerely remind reminded babysit congratulate mr mrs ms"
)
ACCOMPANIES = _set("with by helped help miss")
"""What stands before people more often than before anything else, but not by much."""
SPEAKS = _set(
    "says said say told tells thinks thought loves loved likes liked hates hated wants wanted lives lived works "
    "worked moved called texted recommended suggested asked went came plays played studies studied brought got "
    "gave knows knew who makes teaches taught sings sang wrote writes speaks looks looked seems seemed feels felt "
    "keeps kept needs needed helped helps invited married met opened started lent borrowed cooks cooked bakes "
    "baked drove drives laughed cried died passed graduated proposed agrees agreed wears wore won lost"
)
ACTS = _set(
    "is was isn't wasn't has had hasn't hadn't does doesn't did didn't can can't would wouldn't could couldn't "
    "should shouldn't won't will never always just really still also"
)
"""What follows the one or the thing that a sentence is about."""

TRADES = _set(
    "released announced announces launched launches acquired fired hired raised laid owns sells reported delayed"
)
"""What a company does."""

DID = frozenset(word for word in SPEAKS if word.endswith("ed")) | _set(
    "said told went came got gave knew sang wrote brought taught met thought took made bought sent left"
)
"""What somebody did; no everyday word that is also a name has these behind it by chance."""

LIVES = _set(
    "lives works says thinks loves likes hates wants studies teaches speaks texted laughed cried proposed "
    "graduated said told"
)
"""What only a person does; the stricter part of the list above."""

USES = _set(
    "use uses used using install installed installing download downloaded downloading bought buy buying ordered "
    "prescribed selling sold sell drive drives driving drove wearing take takes taking"
)
READS = _set(
    "read reading reads reread rereading watch watched watching watches rewatch rewatching rewatched binge "
    "bingeing binged binging finish finished finishing play plays played playing stream streaming streamed listen "
    "listened author"
)
INTERESTS = _set(
    "into learn learning learned learnt learns study studying studies studied teach teaches teaching taught "
    "interested passionate major majored majoring degree class classes course courses lesson lessons enjoy enjoys "
    "enjoyed love loves practice practise practicing practising practiced hobby hobbies obsessed good better "
    "started start took taken take tried trying try doing do does did done speak speaks speaking spoke fluent "
    "understand understands about like likes hate hates play plays played playing know knows "
    "use uses using work works worked working at"
)
TONGUES = _set(
    "speak speaks speaking spoke spoken learn learning learned learns learnt study studying studies studied teach "
    "teaches teaching taught fluent language languages translate translated understand understands practice "
    "practicing practise practising basic conversational native"
)
EATS = _set(
    "eat eats eating ate eaten cook cooks cooked cooking grill grilled roast roasted fried fry bake baked baking "
    "order ordered dinner lunch breakfast meal delicious tasty yummy overcooked undercooked raw recipe recipes "
    "taste tastes tasted menu dish dishes drink drinks drinking drank allergic allergy intolerant diet vegetarian "
    "pescatarian vegan hungry stuffed marinated smoked sauce restaurant craving crave snack serve served spicy "
    "sweet salty sour fresh frozen cut avoid avoiding without ordering devour devoured"
)
KEEPS = _set(
    "pet pets feed feeds feeding fed adopt adopted adopting rescue rescued breed breeds breeder vet zoo farm barn "
    "coop born lay lays laid bark barks bite bit chased chase saw seen see spotted named called afraid scared "
    "species flock herd wild cage tank nest raise raising hatched swim swimming keep keeps own owns stroke "
    "petting hunting"
)

TITLES = _set(
    "mr mrs ms miss mx dr doctor prof professor sir madam lady lord captain coach president senator judge queen "
    "king prince princess pope father sister brother saint mayor governor chancellor sergeant colonel general "
    "officer"
)
SHORT_TITLES = _set("mr mrs ms miss mx dr prof")
"""Titles that make a name of whatever capital follows, and belong to it."""

LINKS = _set("of the de da del della di la le du van von der den el al bin ibn y")
"""Small words within a name."""

ENDINGS = _kinds(
    {
        EntityType.ORGANISATION: "university college hospital school academy institute inc ltd llc gmbh corp "
        "corporation company foundation association society council committee agency airlines airways records "
        "studios labs laboratories technologies technology analytics systems solutions partners "
        "consulting capital ventures philharmonic orchestra symphony fc cf afc united union "
        "primary elementary bakery café cafe diner bistro grill brewery pharmacy clinic "
        "supermarket publishing press times herald tribune gazette gallery bank insurance telecom "
        "pharma motors energy logistics software media entertainment industries holdings group "
        "enterprises brothers bros restaurant pizzeria trattoria osteria salon charity church "
        "ministry commission police choir kindergarten daycare nursery hotel inn motel hostel "
        "books airline railways rovers wanderers rangers tavern pub deli zoo library creamery "
        "roastery coworking club wok kitchen court house arms taproom",
        EntityType.PLACE: "street st road rd avenue ave boulevard blvd lane drive square plaza park garden gardens "
        "beach bay island islands river creek lake mountain mountains hill hills valley canyon "
        "desert forest woods falls bridge castle palace cathedral temple museum tower airport "
        "station county district city town village province state peninsula coast sea ocean "
        "stadium arena mall heights springs harbour harbor port cove glacier volcano fjord strait "
        "reef highway freeway pier trail monastery abbey ruins rainforest national-park lagoon "
        "quarter borough close terrace row gate center centre raceway speedway circuit market "
        "theater theatre hall campus",
        EntityType.EVENT: "festival marathon cup championship championships conference summit expo olympics awards "
        "tournament league fest con fair parade prix eve war revolution carnival games hackathon "
        "symposium regatta biennale derby gp",
        EntityType.PRODUCT: "pro max plus ultra mini lite phone watch tablet edition app console",
    }
)
"""What the last word of a name of several words says."""

BEGINNINGS = _kinds(
    {
        EntityType.PLACE: "lake mount mt port cape fort san santa santo são saint st isle gulf bay county costa "
        "monte loch puerto rio casa villa playa los las el north south east west upper lower",
        EntityType.ORGANISATION: "university ministry bank department institute osteria trattoria ristorante café cafe "
        "chez bistro church college école universidad université universität hochschule academy "
        "taquería bar club team studio pizzeria brasserie",
        EntityType.EVENT: "battle siege feast festival",
    }
)
"""What the first word of a name of several words says, where its last word says nothing."""

KINDS = _kinds(
    {
        EntityType.PLACE: "village town city place island river lake mountain beach neighborhood neighbourhood "
        "suburb country region park street area province district valley",
        EntityType.ORGANISATION: "company startup firm bakery restaurant studio school band team shop café cafe bar "
        "store agency club charity nonprofit business salon gym university college brewery label bank "
        "hospital clinic organisation organization group bistro diner kindergarten",
        EntityType.WORK: "book novel film movie show series song album game podcast musical play poem comic manga "
        "anime documentary sitcom opera memoir painting track videogame audiobook trilogy "
        "boardgame",
        EntityType.PRODUCT: "app tool device medicine medication phone brand product program programme software "
        "website laptop car drug serum cream plugin gadget moisturizer shampoo perfume pill pills "
        "model",
        EntityType.EVENT: "festival conference event hackathon fair tournament race convention meetup",
        EntityType.PERSON: "guy girl man woman boy person dude lady kid singer actor actress author writer artist "
        "baby someone somebody player teammate politician rapper comedian chef waiter waitress "
        "nurse stranger student customer",
        EntityType.ANIMAL: "pet pup animal stray",
        EntityType.FOOD: "dish soup drink cocktail dessert snack sauce stew cheese wine beer",
    }
)
"""What "a ... called X" or "the ... X" says of X."""

KINDS_BEHIND = _set(
    "region area city town village province district island islands river valley festival conference app software "
    "medication peninsula neighborhood neighbourhood railway"
)
"""Kinds that also say of a name before them what it is: "the ... region"."""

FUNCTION = _set(
    "and or but in on at to for from with by of as is are was were because when while so that which who if then "
    "than since until after before during about into too also again lately recently together now every yesterday "
    "today tonight tomorrow last this next class classes lesson lessons course courses more most even very really "
    "though however not has had have can will would there here &"
)
"""Small words, and those that end a phrase."""

NAMES = _set("named called name's nicknamed titled entitled named")

HEADS_EATEN = _set(
    "fingers sticks confit "
    "soup curry salad sandwich sandwiches stew pie pies cake cakes sauce burger burgers taco tacos roll rolls "
    "juice tea broth noodles noodle wing wings nugget nuggets breast breasts thighs thigh bread milk cheese "
    "butter oil cookie cookies kebab jam chips steak casserole risotto pasta lasagna omelette pudding muffin "
    "muffins smoothie ice-cream ramen pizza dumplings fillet fillets stock gravy tart cream syrup meat flour "
    "powder seeds tikka masala biryani chowder bisque jerky bites skewers balls yogurt toast crumble sorbet "
    "liqueur brandy paste"
)
HEADS_SOLD = _set(
    "food treat treats bed beds toy toys collar leash crate litter carrier bowl cage shampoo harness costume "
    "kibble bandana brush feeder tank"
)
HEADS_KEPT = _set(
    "puppy puppies kitten kittens mix mixes dog dogs cat cats pup pups calf calves cub cubs chick chicks foal "
    "breed whale whales shark sharks crab crabs bird birds fish snake snakes monkey monkeys spider spiders"
)
HEADS_ELSE = _set(
    "walker walkers walking park parks person people lover lovers owner owners mom moms dad "
    "dads sitter sitters sitting "
    "trainer training groomer groomers shelter shelters show shows beach café cafe video videos meme memes house "
    "houses race racing fight business shit lady guy food-truck hair fur watching poop pee year style bite bites "
    "tail ears eye eyes nap"
)
HEADS_OF_TOPICS = _set(
    "studio studios mat mats pants teacher teachers instructor room player players ball coach tutor shoes field "
    "court pitch club team boots set store career match"
)
"""What follows a hobby where the words speak of a thing or a person rather than of the hobby."""
