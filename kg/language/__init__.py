"""Language pipelines: the one place that loads spaCy, and the training of the English one."""
