"""The knowledge base as a network and as tables: building, measures, layout and files.

networkx and pyarrow live here only. `layout` is imported by whoever draws, for it needs numpy, which takes eighty
megabytes of a query worker's memory for nothing.
"""

from kg.network.analytics import Influence, rank_influence
from kg.network.build import ArticleData, build_network, link_network
from kg.network.communities import Community, find_communities
from kg.network.dates import effective_day
from kg.network.graph_files import label_network, write_cytoscape, write_edges, write_gexf, write_graphml, write_nodes
from kg.network.measures import MEASURES, Link, measure_entities
from kg.network.neo4j import NEO4J_FILES
from kg.network.paths import LONGEST_PATH, find_paths
from kg.network.standing import Standing, rank_standing
from kg.network.table_files import write_csv, write_parquet, write_spreadsheet_csv
from kg.network.tables import Column, Contents, Table, article_table, claim_table, entity_table

__all__ = [
    "LONGEST_PATH",
    "MEASURES",
    "NEO4J_FILES",
    "ArticleData",
    "Column",
    "Community",
    "Contents",
    "Influence",
    "Link",
    "Standing",
    "Table",
    "article_table",
    "build_network",
    "claim_table",
    "effective_day",
    "entity_table",
    "find_communities",
    "find_paths",
    "label_network",
    "link_network",
    "measure_entities",
    "rank_influence",
    "rank_standing",
    "write_csv",
    "write_cytoscape",
    "write_edges",
    "write_gexf",
    "write_graphml",
    "write_nodes",
    "write_parquet",
    "write_spreadsheet_csv",
]
