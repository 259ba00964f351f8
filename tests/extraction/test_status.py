"""How sure a sentence is, on parses written by hand: the weakest cue on the way up from the act wins."""

from __future__ import annotations

import pytest

from kg.extraction.reading import Reading
from kg.extraction.rules import load_rules
from kg.extraction.status import StatusReader
from kg.model import Stage, Status
from tests.extraction.documents import make_doc, token_of

_PAST = "Inflection=助動詞-タ;終止形-一般"
_EN_OBJ = "Fitbit/Fitbit/PROPN/obj"
_JA_ENDS = "グーグル/グーグル/PROPN/nsubj/5 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/obj/5 を/を/ADP/case/3"


def _ja(ending: str) -> str:
    """「グーグルはフィットビットを買収」 with an ending; the act is the fifth word."""
    return f"{_JA_ENDS} {ending}"


def read(lang: str, sentence: str, word: str, kind: str = "event") -> Reading:
    """The reading of a word in a sentence written by hand."""
    token = token_of(make_doc(lang, sentence), word)
    return StatusReader(load_rules(lang)).read(token, token.sent, kind=kind)


CASES: dict[str, tuple[str, str, str, Status]] = {
    "en-past": (
        "en",
        f"Google/Google/PROPN/nsubj/2 bought/buy/VERB/root/0/Tense=Past {_EN_OBJ}/2",
        "bought",
        Status.ASSERTED,
    ),
    "ja-past": ("ja", _ja(f"買収/買収/VERB/root/0 し/する/AUX/aux/5 た/た/AUX/aux/5/{_PAST}"), "買収", Status.ASSERTED),
    "en-not": (
        "en",
        "Google/Google/PROPN/nsubj/4 has/have/AUX/aux/4 "
        f"not/not/PART/advmod/4 bought/buy/VERB/root/0/Tense=Past {_EN_OBJ}/4",
        "bought",
        Status.DENIED,
    ),
    "ja-not": (
        "ja",
        _ja("買収/買収/VERB/root/0 し/する/AUX/aux/5 て/て/SCONJ/mark/5 い/いる/VERB/fixed/7 ない/ない/AUX/aux/5"),
        "買収",
        Status.DENIED,
    ),
    "en-may": (
        "en",
        f"Google/Google/PROPN/nsubj/3 may/may/AUX/aux/3 buy/buy/VERB/root/0/VerbForm=Inf {_EN_OBJ}/3",
        "buy",
        Status.POSSIBLE,
    ),
    "ja-may": (
        "ja",
        _ja(
            "買収/買収/VERB/acl/7 する/する/AUX/aux/5 可能性/可能性/NOUN/nsubj/9 が/が/ADP/case/7 ある/ある/VERB/root/0"
        ),
        "買収",
        Status.POSSIBLE,
    ),
    "en-will": (
        "en",
        f"Google/Google/PROPN/nsubj/3 will/will/AUX/aux/3 buy/buy/VERB/root/0/VerbForm=Inf {_EN_OBJ}/3",
        "buy",
        Status.PLANNED,
    ),
    "ja-plan": (
        "ja",
        _ja("買収/買収/VERB/acl/7 する/する/AUX/aux/5 方針/方針/NOUN/root/0 だ/だ/AUX/cop/7"),
        "買収",
        Status.PLANNED,
    ),
    "en-agree": (
        "en",
        "Google/Google/PROPN/nsubj/2 agreed/agree/VERB/root/0/Tense=Past "
        f"to/to/PART/mark/4 buy/buy/VERB/xcomp/2/VerbForm=Inf {_EN_OBJ}/4",
        "buy",
        Status.PLANNED,
    ),
    "ja-nonpast": (
        "ja",
        _ja("買収/買収/VERB/root/0 する/する/AUX/aux/5/Inflection=サ行変格;終止形-一般"),
        "買収",
        Status.PLANNED,
    ),
    "en-expected": (
        "en",
        "Google/Google/PROPN/nsubj:pass/3 is/be/AUX/aux:pass/3 expected/expect/VERB/root/0 "
        f"to/to/PART/mark/5 buy/buy/VERB/xcomp/3/VerbForm=Inf {_EN_OBJ}/5",
        "buy",
        Status.PREDICTED,
    ),
    "ja-expected": (
        "ja",
        _ja("買収/買収/VERB/acl/7 する/する/AUX/aux/5 見込み/見込み/NOUN/root/0 だ/だ/AUX/cop/7"),
        "買収",
        Status.PREDICTED,
    ),
    "en-considering": (
        "en",
        "Google/Google/PROPN/nsubj/3 is/be/AUX/aux/3 "
        f"considering/consider/VERB/root/0 buying/buy/VERB/xcomp/3/VerbForm=Ger {_EN_OBJ}/4",
        "buying",
        Status.POSSIBLE,
    ),
    "ja-considering": (
        "ja",
        "グーグル/グーグル/PROPN/nsubj/7 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/nmod/5 の/の/ADP/case/3 "
        "買収/買収/NOUN/obj/7 を/を/ADP/case/5 検討/検討/VERB/root/0 し/する/AUX/aux/7 た/た/AUX/aux/7",
        "買収",
        Status.POSSIBLE,
    ),
    "en-if": (
        "en",
        "If/if/SCONJ/mark/3 Google/Google/PROPN/nsubj/3 buys/buy/VERB/advcl/7/Tense=Pres "
        f"{_EN_OBJ}/3 ,/,/PUNCT/punct/3 "
        "Apple/Apple/PROPN/nsubj/7 loses/lose/VERB/root/0",
        "buys",
        Status.HYPOTHETICAL,
    ),
    "ja-if": (
        "ja",
        _ja(
            "買収/買収/VERB/advcl/10 すれ/する/AUX/aux/5 ば/ば/SCONJ/mark/5 株価/株価/NOUN/nsubj/10 は/は/ADP/case/8 "
            "上がる/上がる/VERB/root/0"
        ),
        "買収",
        Status.HYPOTHETICAL,
    ),
    "en-denied-plan": (
        "en",
        "Google/Google/PROPN/nsubj/2 denied/deny/VERB/root/0/Tense=Past that/that/SCONJ/mark/5 it/it/PRON/nsubj/5 "
        f"planned/plan/VERB/ccomp/2/Tense=Past to/to/PART/mark/7 buy/buy/VERB/xcomp/5/VerbForm=Inf {_EN_OBJ}/7",
        "buy",
        Status.DENIED,
    ),
    "ja-abandoned": (
        "ja",
        "グーグル/グーグル/PROPN/nsubj/7 は/は/ADP/case/1 フィットビット/フィットビット/PROPN/nmod/5 の/の/ADP/case/3 "
        "買収/買収/NOUN/obj/7 を/を/ADP/case/5 断念/断念/VERB/root/0 し/する/AUX/aux/7 た/た/AUX/aux/7",
        "買収",
        Status.DENIED,
    ),
    "en-may-scrap": (
        "en",
        "Google/Google/PROPN/nsubj/3 may/may/AUX/aux/3 scrap/scrap/VERB/root/0/VerbForm=Inf its/its/PRON/nmod:poss/5 "
        f"plan/plan/NOUN/obj/3 to/to/PART/mark/7 buy/buy/VERB/acl/5/VerbForm=Inf {_EN_OBJ}/7",
        "buy",
        Status.POSSIBLE,
    ),
    "ja-may-block": (
        "ja",
        "グーグル/グーグル/PROPN/nmod/2 買収/買収/NOUN/obj/4 を/を/ADP/case/2 阻止/阻止/VERB/acl/6 する/する/AUX/aux/4 "
        "可能性/可能性/NOUN/nsubj/8 も/も/ADP/case/6 残る/残る/VERB/root/0",
        "買収",
        Status.POSSIBLE,
    ),
    "en-not-given-up": (
        "en",
        "Google/Google/PROPN/nsubj/4 has/have/AUX/aux/4 not/not/PART/advmod/4 abandoned/abandon/VERB/root/0 "
        f"its/its/PRON/nmod:poss/6 plan/plan/NOUN/obj/4 to/to/PART/mark/8 buy/buy/VERB/acl/6/VerbForm=Inf {_EN_OBJ}/8",
        "buy",
        Status.PLANNED,
    ),
    "en-not-denied": (
        "en",
        "Google/Google/PROPN/nsubj/4 did/do/AUX/aux/4 not/not/PART/advmod/4 deny/deny/VERB/root/0 "
        f"that/that/SCONJ/mark/7 it/it/PRON/nsubj/7 bought/buy/VERB/ccomp/4/Tense=Past {_EN_OBJ}/7",
        "bought",
        Status.POSSIBLE,
    ),
    "en-if-not": (
        "en",
        "If/if/SCONJ/mark/5 Google/Google/PROPN/nsubj/5 does/do/AUX/aux/5 not/not/PART/advmod/5 "
        f"buy/buy/VERB/advcl/9 {_EN_OBJ}/5 ,/,/PUNCT/punct/5 Apple/Apple/PROPN/nsubj/9 wins/win/VERB/root/0",
        "buy",
        Status.HYPOTHETICAL,
    ),
    "en-may-if": (
        "en",
        f"Google/Google/PROPN/nsubj/3 may/may/AUX/aux/3 buy/buy/VERB/root/0 {_EN_OBJ}/3 if/if/SCONJ/mark/7 "
        "talks/talk/NOUN/nsubj/7 fail/fail/VERB/advcl/3",
        "buy",
        Status.HYPOTHETICAL,
    ),
    "ja-what-follows": (
        "ja",
        "もし/もし/ADV/advmod/4 統合/統合/NOUN/nsubj/4 が/が/ADP/case/2 流れれ/流れる/VERB/dep/13 ば/ば/SCONJ/mark/4 "
        "、/、/PUNCT/punct/4 フィットビット/フィットビット/PROPN/obj/9 を/を/ADP/case/7 買収/買収/VERB/root/0 "
        "し/する/AUX/aux/9 かねない/かねない/AUX/aux/9 と/と/ADP/case/9 声/声/NOUN/dep/9",
        "買収",
        Status.HYPOTHETICAL,
    ),
    "en-conjunct-of-its-own": (
        "en",
        "Google/Google/PROPN/nsubj/4 is/be/AUX/aux/4 not/not/PART/advmod/4 selling/sell/VERB/root/0 "
        "and/and/CCONJ/cc/7 is/be/AUX/aux:pass/7 expected/expect/VERB/conj/4 to/to/PART/mark/9 "
        f"buy/buy/VERB/xcomp/7/VerbForm=Inf {_EN_OBJ}/9",
        "buy",
        Status.PREDICTED,
    ),
    "ja-continuative-plan": (
        "ja",
        _ja(
            "買収/買収/VERB/advcl/10 し/する/AUX/aux/5 、/、/PUNCT/punct/5 事業/事業/NOUN/obj/10 を/を/ADP/case/8 "
            "強化/強化/VERB/root/0 する/する/AUX/aux/10"
        ),
        "買収",
        Status.PLANNED,
    ),
    "ja-continuative-past": (
        "ja",
        _ja(
            "買収/買収/VERB/advcl/10 し/する/AUX/aux/5 、/、/PUNCT/punct/5 事業/事業/NOUN/obj/10 を/を/ADP/case/8 "
            f"強化/強化/VERB/root/0 し/する/AUX/aux/10 た/た/AUX/aux/10/{_PAST}"
        ),
        "買収",
        Status.ASSERTED,
    ),
    "ja-continuative-and-another-denied": (
        "ja",
        _ja(
            "買収/買収/VERB/advcl/10 し/する/AUX/aux/5 、/、/PUNCT/punct/5 提携/提携/NOUN/obj/10 を/を/ADP/case/8 "
            f"断念/断念/VERB/root/0 し/する/AUX/aux/10 た/た/AUX/aux/10/{_PAST}"
        ),
        "買収",
        Status.ASSERTED,
    ),
    "ja-carrier-to-come": (
        "ja",
        "フィットビット/フィットビット/PROPN/nmod/3 の/の/ADP/case/1 買収/買収/NOUN/obj/5 を/を/ADP/case/3 "
        "実施/実施/VERB/root/0 する/する/AUX/aux/5",
        "買収",
        Status.PLANNED,
    ),
    "en-refused": (
        "en",
        "Google/Google/PROPN/nsubj/2 offered/offer/VERB/root/0/Tense=Past to/to/PART/mark/4 "
        f"buy/buy/VERB/xcomp/2/VerbForm=Inf {_EN_OBJ}/4 ,/,/PUNCT/punct/8 which/which/PRON/nsubj/8 "
        "rejected/reject/VERB/acl:relcl/5/Tense=Past it/it/PRON/obj/8",
        "buy",
        Status.DENIED,
    ),
    "ja-refused": (
        "ja",
        f"買収/買収/NOUN/obj/3 を/を/ADP/case/1 提案/提案/VERB/advcl/8 し/する/AUX/aux/3 た/た/AUX/aux/3/{_PAST} "
        "ものの/ものの/SCONJ/mark/3 、/、/PUNCT/punct/3 はねつけ/はねつける/VERB/root/0 られ/られる/AUX/aux/8 "
        f"た/た/AUX/aux/8/{_PAST}",
        "買収",
        Status.DENIED,
    ),
    "en-question": (
        "en",
        f"Did/do/AUX/aux/3 Google/Google/PROPN/nsubj/3 buy/buy/VERB/root/0/VerbForm=Inf {_EN_OBJ}/3 ?/?/PUNCT/punct/3",
        "buy",
        Status.HYPOTHETICAL,
    ),
}


@pytest.mark.parametrize(("lang", "sentence", "word", "status"), CASES.values(), ids=list(CASES))
def test_status(lang: str, sentence: str, word: str, status: Status) -> None:
    reading = read(lang, sentence, word)
    assert reading.status is status, reading.because


@pytest.mark.parametrize(
    ("lang", "sentence", "word", "speaker"),
    [
        (
            "en",
            "Reuters/Reuters/PROPN/nsubj/2 reported/report/VERB/root/0/Tense=Past that/that/SCONJ/mark/5 "
            f"Google/Google/PROPN/nsubj/5 bought/buy/VERB/ccomp/2/Tense=Past {_EN_OBJ}/5",
            "bought",
            "Reuters",
        ),
        (
            "ja",
            "ロイター/ロイター/PROPN/nsubj/10 は/は/ADP/case/1 グーグル/グーグル/PROPN/nsubj/7 が/が/ADP/case/3 "
            "フィットビット/フィットビット/PROPN/obj/7 を/を/ADP/case/5 買収/買収/VERB/advcl/10 た/た/AUX/aux/7 "
            "と/と/ADP/case/7 報じ/報ずる/VERB/root/0 た/た/AUX/aux/10",
            "買収",
            "ロイター",
        ),
    ],
)
def test_somebody_elses_words(lang: str, sentence: str, word: str, speaker: str) -> None:
    reading = read(lang, sentence, word)
    assert reading.reported
    assert reading.speaker is not None
    assert reading.speaker.text == speaker


@pytest.mark.parametrize(
    ("case", "stage"),
    [
        ("en-agree", Stage.AGREED),
        ("ja-abandoned", Stage.CANCELLED),
        ("en-may-scrap", Stage.CANCELLED),
        ("ja-may-block", Stage.BLOCKED),
        ("en-not-given-up", None),
        ("en-past", None),
        ("ja-past", None),
    ],
)
def test_stage(case: str, stage: Stage | None) -> None:
    lang, sentence, word, _ = CASES[case]
    assert read(lang, sentence, word).stage is stage


def test_stopping_ends_what_was_and_prevents_what_was_to_be() -> None:
    head = "Google/Google/PROPN/nsubj/2 stopped/stop/VERB/root/0/Tense=Past"
    ended = read("en", f"{head} supplying/supply/VERB/xcomp/2/VerbForm=Ger {_EN_OBJ}/3", "supplying")
    prevented = read("en", f"{head} the/the/DET/det/4 purchase/purchase/NOUN/obj/2", "purchase")
    assert (ended.status, ended.stage) == (Status.ASSERTED, Stage.ENDED)
    assert prevented.status is Status.DENIED


def test_a_japanese_state_in_the_present_is_a_fact() -> None:
    """「競合する」 holds now, 「買収する」 is still to come."""
    sentence = _ja("競合/競合/VERB/root/0 する/する/AUX/aux/5/Inflection=サ行変格;終止形-一般")
    statuses = [read("ja", sentence, "競合", kind=kind).status for kind in ("state", "event")]
    assert statuses == [Status.ASSERTED, Status.PLANNED]
