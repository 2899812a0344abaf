"""Any address that speaks OpenAI's embeddings protocol, over plain HTTP."""
