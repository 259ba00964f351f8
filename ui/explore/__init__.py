"""The network that is explored: what is chosen, what of the claims it shows, and where that goes.

Only `session`, `filter_bar`, `panel`, `path_finder` and `downloads` know of Streamlit.
"""
