from kg.network import build_network
from tests.builders import MICROSOFT, OPENAI, SOFTBANK, samples


def _network(reverse: bool = False):
    extractions = samples()[::-1] if reverse else samples()
    return build_network(
        [one.article for one in extractions],
        [entity for one in extractions for entity in one.entities],
        [claim for one in extractions for claim in one],
    )


def test_claims_with_an_object_are_edges_under_their_ids():
    network = _network()
    claims = [claim for one in samples() for claim in one if claim.object]
    assert sorted(key for *_, key in network.edges(keys=True)) == sorted(claim.id for claim in claims)


def test_an_edge_has_what_the_claim_says():
    network = _network()
    (edge,) = network[MICROSOFT.id][OPENAI.id].values()
    assert edge == {
        "relation": "investsIn",
        "status": "reported",
        "stage": "announced",
        "confidence": 0.94,
        "date": "2023-01-01",
        "date_precision": "month",
        "start": "2023-01-01",
        "end": "",
        "published": "2023-01-24",
        "lang": "en",
        "publisher": "Example News",
        "article": "msft-openai",
        "article_hash": samples()[0].article.hash,
        "sentence": "Microsoft invests $10 billion in OpenAI, Reuters reported on 23 January 2023.",
        "attribution": "Reuters",
        "q_amount": 10_000_000_000,
        "q_currency": "USD",
        "q_eventDate": "2023-01",
        "q_share": 0.49,
    }


def test_a_node_has_names_in_both_languages():
    assert _network().nodes[MICROSOFT.id] == {
        "label_en": "Microsoft",
        "label_ja": "マイクロソフト",
        "type": "Organization",
        "names": "MSFT|Microsoft|マイクロソフト",
    }


def test_a_claim_without_object_gives_a_node_and_no_edge():
    staff = samples()[2]
    network = build_network([staff.article], [], staff.claims[:1])
    assert list(network) == [SOFTBANK.id]
    assert network.nodes[SOFTBANK.id]["label_ja"] == "ソフトバンク"
    assert network.number_of_edges() == 0


def test_the_order_of_the_input_does_not_matter():
    one, other = _network(), _network(reverse=True)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
