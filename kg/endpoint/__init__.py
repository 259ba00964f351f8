"""SPARQL for everybody: queries in processes that can be stopped, and the SPARQL 1.1 Protocol over HTTP.

Starlette and uvicorn live here only.
"""
