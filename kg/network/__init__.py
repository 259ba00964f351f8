"""The knowledge base as a networkx graph: building, measures, layout and files. networkx lives here only."""

from kg.network.analytics import Influence, rank_influence
from kg.network.build import ArticleData, build_network
from kg.network.export import write_csv, write_gexf, write_graphml
from kg.network.layout import LARGEST, place_nodes

__all__ = [
    "LARGEST",
    "ArticleData",
    "Influence",
    "build_network",
    "place_nodes",
    "rank_influence",
    "write_csv",
    "write_gexf",
    "write_graphml",
]
