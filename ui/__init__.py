"""The Streamlit dashboard: it reads a knowledge base and writes nothing."""
