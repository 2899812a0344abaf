"""The forms of requests and answers, one module for each group of routes."""
