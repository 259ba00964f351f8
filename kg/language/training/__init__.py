"""Training of the English pipeline that ships with the project.

Nothing in here runs in production: the package turns the treebanks and
entity sets of a datasets folder into spaCy corpora, trains on them and writes
the finished pipeline to ``kg/language/models/en_technews``.
"""
