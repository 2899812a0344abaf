"""Knows words for things that people keep, and for what moves on wheels. They come from general knowledge."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VEHICLES = _words(
    "car truck van suv motorcycle motorbike moped scooter vespa camper campervan motorhome rv minivan hatchback "
    "pickup convertible sedan jeep tractor lorry limousine coupe cabrio minibus estate quad atv caravan trike"
)
"""Singular words for what one drives or rides."""

MAKES = _words(
    "honda toyota ford chevy chevrolet bmw audi tesla volkswagen vw subaru mazda nissan hyundai kia volvo fiat "
    "renault peugeot skoda škoda mercedes jeep porsche lexus opel citroen citroën dacia suzuki mitsubishi dodge "
    "gmc buick cadillac jaguar harley vespa yamaha kawasaki ducati triumph seat alfa saab lancia tata mahindra "
    "byd polestar mini yaris corolla civic accord prius camry golf polo passat tiguan beetle leaf micra qashqai "
    "clio twingo megane kangoo zoe duster sandero logan panda punto tipo fiesta focus mondeo kuga transit mustang "
    "bronco corsa astra berlingo c3 c4 partner rifter octavia fabia kamiq superb hilux rav4 land-cruiser "
    "landcruiser outback forester impreza cx-5 mx-5 miata jimny swift vitara wrangler cherokee f-150 silverado "
    "tacoma tundra odyssey jazz cr-v ioniq kona tucson i10 i20 i30 picanto ceed sportage cybertruck lada trabant "
    "multipla smart ka beemer merc"
)
"""Makes and models of vehicles, in small letters."""

_CYCLES = _words("bike bicycle e-bike ebike brompton tandem unicycle handbike trek cannondale bianchi vanmoof")

INSTRUMENTS = _words(
    "guitar piano violin drums drum bass cello flute saxophone sax trumpet clarinet ukulele harp banjo keyboard "
    "viola harmonica accordion organ oboe trombone mandolin bagpipes tuba bassoon recorder sitar fiddle "
    "concertina harpsichord synth synthesizer synthesiser djembe cajon bongos tabla euphonium cornet bouzouki "
    "zither lute piccolo marimba xylophone vibraphone didgeridoo double-bass oud kalimba theremin dulcimer bugle "
    "balalaika"
)

BRANDS = _words(
    "iphone ipad macbook imac airpods kindle kobo pixel fairphone thinkpad playstation ps4 ps5 xbox nintendo "
    "gopro nikon canon leica fujifilm hasselblad pentax olympus lumix garmin fitbit sonos roomba kitchenaid "
    "thermomix vitamix nespresso weber traeger vango fender gibson stratocaster telecaster takamine ibanez "
    "steinway petrof bösendorfer bechstein roland korg moog thorens technics raspberry chromebook oculus quest "
    "dyson vitamix moka airstream hobie feadship brompton peloton theragun cricut bernina singer husqvarna stihl "
    "makita dewalt bosch-drill rolex omega seiko casio swatch polaroid rolleiflex wacom remarkable surface"
)
"""Names of things that are told by their brand, in small letters."""

_THINGS = _words(
    "boat sailboat dinghy yacht canoe kayak raft houseboat surfboard skateboard longboard snowboard ski skate "
    "rollerblade sled paddleboard laptop computer pc desktop tablet phone smartphone smartwatch watch camera "
    "camcorder drone tv television console printer scanner monitor router server projector headphone headset "
    "earbud earphone microphone mic mouse webcam turntable radio stereo amp amplifier speaker synth e-reader "
    "ereader telescope binocular microscope typewriter record vinyl detector filter cd dvd comic stamp coin lego "
    "figurine smoker grill barbecue bbq oven stove cooker fridge freezer dishwasher dryer microwave blender mixer "
    "toaster kettle espresso-machine coffeemaker coffee-maker machine fryer wok skillet pan pot knife teapot "
    "juicer grinder mute metronome sofa couch desk chair armchair table bed mattress wardrobe bookcase bookshelf "
    "shelf dresser lamp rug carpet mirror hammock futon cabinet chest clock piano-stool workbench treadmill "
    "bike-trainer rower kettlebell dumbbell barbell trampoline racket racquet helmet tent backpack rucksack "
    "suitcase sleeping-bag rod bow crossbow rifle gun binoculars sewing-machine loom spinning-wheel kiln easel "
    "drill saw chainsaw lawnmower mower wheelbarrow lathe toolbox ladder generator 3d-printer greenhouse shed "
    "garage cabin cottage hut barn farm vineyard orchard allotment plot garden pond pool sauna hot-tub jacuzzi "
    "beehive hive aquarium terrarium tank windmill ring necklace bracelet earring brooch jacket coat dress suit "
    "tuxedo kimono sari hat boot shoe sneaker heel handbag purse hoodie sweater jumper scarf tattoo wheelchair "
    "cane crutch glasses sunglasses pacemaker painting sculpture plant bonsai orchid cactus tree telescope globe "
    "tapestry fountain flamingo doll teddy shop store bakery restaurant cafe café studio business company "
    "bookshop bookstore salon brewery pub bar gym hotel guesthouse bnb foodtruck food-truck stall kiosk gallery "
    "house flat apartment condo bungalow townhouse villa website truck collection equipment jet-ski jetski plane "
    "aeroplane airplane helicopter glider balloon trailer scuba-gear fishing-rod gaming-pc wallbox solar-panel "
    "panel"
)

KEPT = _THINGS | VEHICLES | _CYCLES | INSTRUMENTS | BRANDS | MAKES
"""Words for things that stay with a person, in the singular, or names that stand for them."""

_NOT_MINE = _words(
    "house flat apartment condo company business restaurant store shop bar pub gym hotel pool table bed garage "
    "chair mouse ring pan pot panel record machine bow gun plot mixer shed record tank garden studio gallery "
    "villa plant tree hat suit heel chest cane shelf lamp mirror clock server seat mini focus golf partner swift "
    "jazz smart logan accord superb quest surface singer triumph bass recorder keyboard table estate ka organ bar "
    "cafe café stall pc desk glasses shoe boot phone screen fridge oven stove kettle couch sofa dishwasher "
    "freezer microwave mic mic carpet website radio camera-roll watch trailer scanner monitor router equipment "
    "collection dress knife kettle pond leaf backpack suitcase helmet stamp coin cd dvd comic drum scarf sweater "
    "jumper coat jacket purse handbag wardrobe lada hut omega casio tattoo bookcase bookshelf shoe"
)
"""Words that with a bare "my" name too little, or too often something else, to be worth keeping."""

MINE = KEPT - _NOT_MINE
"""Words that name a belonging even in passing: "my bike squeaks"."""

_ALSO_WORDS = _words(
    "golf polo focus partner swift jazz smart mini seat beetle panda mustang outback fiesta leaf transit surface "
    "singer quest omega triumph accord superb jaguar odyssey estate escort tempo clio ka tipo logan rifter "
    "mercedes lada mini ford punto micra moog martin fender traeger olympus dyson dacia opel civic corolla fiat "
    "switch weber oculus"
)
"""Names that are words, or people's names, too: they count with a capital only."""

TWO_WORDS = frozenset(
    tuple(pair.split("-"))
    for pair in [
        "espresso-machine",
        "coffee-machine",
        "coffee-maker",
        "sewing-machine",
        "washing-machine",
        "rice-cooker",
        "pressure-cooker",
        "slow-cooker",
        "air-fryer",
        "bread-maker",
        "food-processor",
        "record-player",
        "lawn-mower",
        "music-box",
        "rowing-machine",
        "stand-mixer",
        "ice-skate",
        "roller-skate",
        "fish-tank",
        "hot-tub",
        "bird-feeder",
        "pizza-oven",
        "camp-stove",
        "rubber-plant",
        "gaming-chair",
    ]
)
"""Names of belongings in two words, of which neither alone says enough."""

MATERIAL = re.compile(
    r"\b(?:inflatable|wooden|leather|electric|acoustic|vintage|antique|folding|portable|second[\s-]?hand|used|steel"
    r"|cast[\s-]?iron|ceramic|handmade|homemade|cordless|wireless|mechanical|digital|analogue|analog|automatic|manual"
    r"|plastic|glass|brass|copper|silver|golden?|woollen|wool|cotton|silk|linen|velvet|bamboo|marble|stuffed"
    r"|waterproof"
    r"|foldable|refurbished|rechargeable|battery-powered|solar-powered|terraced|detached|semi-detached|one-bedroom"
    r"|two-bedroom|three-bedroom|rubber)\s+\w+",
    re.IGNORECASE,
)
"""Adjectives of matter and make, which only things have."""


def singular(word: str) -> str:
    """Return a word in small letters without its plural ending.

    >>> singular("Bikes")
    'bike'
    """
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    if plain in KEPT:
        return plain
    for ending, instead in (("shelves", "shelf"), ("knives", "knife"), ("ies", "y"), ("es", ""), ("s", "")):
        if plain.endswith(ending) and plain[: -len(ending)] + instead in KEPT:
            return plain[: -len(ending)] + instead
    return plain.removesuffix("s")


def names_kept(words: str) -> bool:
    """Tell whether a noun group names a thing that people keep: its last word does, or a name in it."""
    parts = re.findall(r"[\w-]+", words)
    if not parts:
        return False
    return (
        (singular(parts[-1]) in KEPT and _is_meant(parts[-1]))
        or any(singular(p) in MAKES | BRANDS and _is_meant(p) for p in parts)
        or MATERIAL.search(words) is not None
    )


def names_vehicle(words: str) -> bool:
    """Tell whether a noun group names something one drives."""
    parts = re.findall(r"[\w-]+", words)
    if not parts:
        return False
    return singular(parts[-1]) in VEHICLES or any(singular(p) in MAKES and _is_meant(p) for p in parts)


def _is_meant(word: str) -> bool:
    return word[0].isupper() or singular(word) not in _ALSO_WORDS
