"""What the timeline shows, worked out without Streamlit: bars by month, events, lives of deals."""
