"""What fits and measures the ranker: conversations in, slices and questions, models, figures."""
