"""What is known of one entity, worked out without Streamlit: facts, roles, neighbours, mentions, articles."""
