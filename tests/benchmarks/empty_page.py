"""A page with nothing on it, which takes as long as Streamlit itself does."""

import streamlit as st

st.write("Nothing.")
