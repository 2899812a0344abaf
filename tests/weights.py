"""Where the embedder's weights are kept for tests: fetched once, shared by all shelves."""

from __future__ import annotations

import os
from pathlib import Path

MODELS = Path(os.environ.get("CONTINUO_MODELS_FOLDER", str(Path(__file__).parent.parent / ".make" / "models")))
