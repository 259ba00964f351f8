"""Queries under way, their answers, and ways to look at them, without Streamlit: for the page for SPARQL."""
