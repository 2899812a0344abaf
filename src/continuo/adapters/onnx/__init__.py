"""all-MiniLM-L6-v2 through onnxruntime, with weights from a package index: the embedder that needs nobody else."""
