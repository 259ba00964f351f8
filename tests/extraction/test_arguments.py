"""Who does what, on parses written by hand: whatever the construction, the doer is the subject."""

from __future__ import annotations

import pytest

from kg.extraction.arguments import Grammar
from kg.extraction.dependencies import is_passive, marker_of
from kg.extraction.rules import Slot, load_rules
from tests.extraction.documents import make_doc, token_of

_PART = "Tense=Past|VerbForm=Part"
_FIN = "Tense=Past|VerbForm=Fin"

EN = {
    "active": f"Google/Google/PROPN/nsubj/2 bought/buy/VERB/root/0/{_FIN} Fitbit/Fitbit/PROPN/obj/2",
    "passive": "Fitbit/Fitbit/PROPN/nsubj:pass/3 was/be/AUX/aux:pass/3 "
    f"bought/buy/VERB/root/0/{_PART} by/by/ADP/case/5 Google/Google/PROPN/obl:agent/3",
    "nominalised": "Google/Google/PROPN/nmod:poss/3 's/'s/PART/case/1 purchase/purchase/NOUN/nsubj/6 "
    "of/of/ADP/case/5 Fitbit/Fitbit/PROPN/nmod/3 closed/close/VERB/root/0",
    "appositive": "Fitbit/Fitbit/PROPN/nsubj/9 ,/,/PUNCT/punct/4 a/a/DET/det/4 maker/maker/NOUN/appos/1 "
    f"bought/buy/VERB/acl/4/{_PART} by/by/ADP/case/7 Google/Google/PROPN/obl:agent/5 ,/,/PUNCT/punct/4 "
    "grew/grow/VERB/root/0",
    "relative-subject": "Google/Google/PROPN/nsubj/7 ,/,/PUNCT/punct/4 which/which/PRON/nsubj/4/PronType=Rel "
    f"bought/buy/VERB/acl:relcl/1/{_FIN} Fitbit/Fitbit/PROPN/obj/4 ,/,/PUNCT/punct/4 grew/grow/VERB/root/0",
    "relative-passive": "Fitbit/Fitbit/PROPN/nsubj/9 ,/,/PUNCT/punct/5 which/which/PRON/nsubj:pass/5/PronType=Rel "
    f"was/be/AUX/aux:pass/5 bought/buy/VERB/acl:relcl/1/{_PART} by/by/ADP/case/7 Google/Google/PROPN/obl:agent/5 "
    ",/,/PUNCT/punct/5 grew/grow/VERB/root/0",
    "conjoined": f"Google/Google/PROPN/nsubj/2 sold/sell/VERB/root/0/{_FIN} Nest/Nest/PROPN/obj/2 "
    f"and/and/CCONJ/cc/5 bought/buy/VERB/conj/2/{_FIN} Fitbit/Fitbit/PROPN/obj/5",
    "xcomp": f"Google/Google/PROPN/nsubj/2 agreed/agree/VERB/root/0/{_FIN} to/to/PART/mark/4 "
    "buy/buy/VERB/xcomp/2/VerbForm=Inf Fitbit/Fitbit/PROPN/obj/4",
    "xcomp-of-object": f"Investors/investor/NOUN/nsubj/2 urged/urge/VERB/root/0/{_FIN} Google/Google/PROPN/obj/2 "
    "to/to/PART/mark/5 buy/buy/VERB/xcomp/2/VerbForm=Inf Fitbit/Fitbit/PROPN/obj/5",
    "xcomp-of-promise": f"Google/Google/PROPN/nsubj/2 promised/promise/VERB/root/0/{_FIN} "
    "investors/investor/NOUN/obj/2 to/to/PART/mark/5 buy/buy/VERB/xcomp/2/VerbForm=Inf Fitbit/Fitbit/PROPN/obj/5",
    "content-noun": "Google/Google/PROPN/nmod:poss/3 's/'s/PART/case/1 plan/plan/NOUN/nsubj/7 to/to/PART/mark/5 "
    "buy/buy/VERB/acl/3/VerbForm=Inf Fitbit/Fitbit/PROPN/obj/5 failed/fail/VERB/root/0",
}
JA = {
    "active": "グーグル/グーグル/PROPN/nsubj/5 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/obj/5 "
    "を/を/ADP/case/3 買収/買収/VERB/root/0 し/する/AUX/aux/5 た/た/AUX/aux/5",
    "passive": "フィットビット/フィットビット/PROPN/nsubj/5 は/は/ADP/case/1 グーグル/グーグル/PROPN/obl/5 "
    "に/に/ADP/case/3 買収/買収/VERB/root/0 さ/する/AUX/aux/5 れ/れる/AUX/aux/5 た/た/AUX/aux/5",
    "nominalised": "グーグル/グーグル/PROPN/nmod/6 に/に/ADP/case/1 よる/よる/VERB/fixed/2 "
    "フィットビット/フィットビット/PROPN/nmod/6 の/の/ADP/case/4 買収/買収/NOUN/nsubj/8 が/が/ADP/case/6 "
    "完了/完了/VERB/root/0 し/する/AUX/aux/8 た/た/AUX/aux/8",
    "appositive": "グーグル/グーグル/PROPN/nsubj/3 が/が/ADP/case/1 買収/買収/VERB/acl/6 し/する/AUX/aux/3 "
    "た/た/AUX/aux/3 フィットビット/フィットビット/PROPN/nsubj/8 "
    "は/は/ADP/case/6 伸び/伸びる/VERB/root/0 た/た/AUX/aux/8",
    "relative-subject": "フィットビット/フィットビット/PROPN/obj/3 を/を/ADP/case/1 買収/買収/VERB/acl/6 "
    "し/する/AUX/aux/3 た/た/AUX/aux/3 グーグル/グーグル/PROPN/nsubj/8 は/は/ADP/case/6 伸び/伸びる/VERB/root/0 "
    "た/た/AUX/aux/8",
    "relative-passive": "グーグル/グーグル/PROPN/obl/3 に/に/ADP/case/1 買収/買収/VERB/acl/7 さ/する/AUX/aux/3 "
    "れ/れる/AUX/aux/3 た/た/AUX/aux/3 フィットビット/フィットビット/PROPN/nsubj/9 は/は/ADP/case/7 "
    "伸び/伸びる/VERB/root/0",
    "conjoined": "グーグル/グーグル/PROPN/nsubj/10 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/obj/5 "
    "を/を/ADP/case/3 買収/買収/VERB/advcl/10 し/する/AUX/aux/5 、/、/PUNCT/punct/5 ネスト/ネスト/PROPN/obj/10 "
    "を/を/ADP/case/8 売却/売却/VERB/root/0 し/する/AUX/aux/10 た/た/AUX/aux/10",
    "xcomp": "グーグル/グーグル/PROPN/nsubj/9 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/obj/5 "
    "を/を/ADP/case/3 買収/買収/VERB/acl/7 する/する/AUX/aux/5 こと/こと/NOUN/obj/9 を/を/ADP/case/7 "
    "決め/決める/VERB/root/0 た/た/AUX/aux/9",
    "content-noun": "グーグル/グーグル/PROPN/nsubj/7 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/obj/5 "
    "を/を/ADP/case/3 買収/買収/VERB/acl/7 する/する/AUX/aux/5 方針/方針/NOUN/root/0 だ/だ/AUX/cop/7",
}
WORDS = {"en": ("Google", "Fitbit", ("bought", "buy", "purchase")), "ja": ("グーグル", "フィットビット", ("買収",))}
#: Slots in which a noun that names the act holds its ends.
NOUN_SLOTS = {"en": ("poss", "nmod[of]"), "ja": ("nmod[による]", "nmod[の]")}
CASES = [pytest.param("en", one, id=f"en-{one}") for one in EN] + [
    pytest.param("ja", one, id=f"ja-{one}") for one in JA
]


@pytest.mark.parametrize(("lang", "form"), CASES)
def test_ends_of_the_act(lang: str, form: str) -> None:
    doc = make_doc(lang, (EN if lang == "en" else JA)[form])
    subject, target, predicates = WORDS[lang]
    predicate = next(one for one in doc if one.text in predicates)
    slots = NOUN_SLOTS[lang] if form == "nominalised" else ("nsubj", "obj")
    grammar = Grammar(load_rules(lang))
    first = [next(iter(grammar.fill(predicate, Slot.parse(slot)))).token.text for slot in slots]
    # "Fitbit, a maker bought by Google": the maker is what was bought, and who that is, is settled elsewhere.
    expected = "maker" if (lang, form) == ("en", "appositive") else target
    assert first == [subject, expected]


@pytest.mark.parametrize(
    ("lang", "sentence", "word", "slot", "filler"),
    [
        (
            "en",
            "Amazon/Amazon/PROPN/nsubj/2 invested/invest/VERB/root/0 in/in/ADP/case/4 Anthropic/Anthropic/PROPN/obl/2",
            "invested",
            "obl[in|into]",
            "Anthropic",
        ),
        (
            "ja",
            "アマゾン/アマゾン/PROPN/nsubj/5 は/は/ADP/case/1 "
            "アンソロピック/アンソロピック/PROPN/obl/5 に/に/ADP/case/3 "
            "出資/出資/VERB/root/0 し/する/AUX/aux/5 た/た/AUX/aux/5",
            "出資",
            "obl[に]",
            "アンソロピック",
        ),
        (
            "en",
            "AMD/AMD/PROPN/nsubj/2 competes/compete/VERB/root/0 with/with/ADP/case/4 Nvidia/Nvidia/PROPN/obl/2",
            "competes",
            "obl[with]",
            "Nvidia",
        ),
        (
            "ja",
            "AMD/AMD/PROPN/nsubj/5 は/は/ADP/case/1 エヌビディア/エヌビディア/PROPN/obl/5 と/と/ADP/case/3 "
            "競合/競合/VERB/root/0 する/する/AUX/aux/5",
            "競合",
            "obl[と]",
            "エヌビディア",
        ),
    ],
)
def test_marked_argument(lang: str, sentence: str, word: str, slot: str, filler: str) -> None:
    doc = make_doc(lang, sentence)
    grammar = Grammar(load_rules(lang))
    assert [one.token.text for one in grammar.fill(token_of(doc, word), Slot.parse(slot))] == [filler]
    assert not grammar.fill(token_of(doc, word), Slot.parse("obl[without|なしに]"))


@pytest.mark.parametrize(
    ("lang", "form", "passive"),
    [
        ("en", "active", False),
        ("en", "passive", True),
        ("en", "appositive", True),
        ("en", "relative-subject", False),
        ("en", "relative-passive", True),
        ("ja", "active", False),
        ("ja", "passive", True),
        ("ja", "appositive", False),
        ("ja", "relative-passive", True),
    ],
)
def test_voice(lang: str, form: str, passive: bool) -> None:
    doc = make_doc(lang, (EN if lang == "en" else JA)[form])
    predicate = next(one for one in doc if one.text in WORDS[lang][2])
    assert is_passive(predicate, load_rules(lang)) is passive


@pytest.mark.parametrize(
    ("lang", "form", "word", "marker"),
    [
        ("en", "passive", "Google", "by"),
        ("en", "nominalised", "Fitbit", "of"),
        ("en", "active", "Google", ""),
        ("ja", "active", "フィットビット", "を"),
        ("ja", "nominalised", "グーグル", "による"),
        ("ja", "nominalised", "フィットビット", "の"),
    ],
)
def test_marker(lang: str, form: str, word: str, marker: str) -> None:
    assert marker_of(token_of(make_doc(lang, (EN if lang == "en" else JA)[form]), word)) == marker
