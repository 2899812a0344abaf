"""Every setting, typed, with unit and default; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

NO_REDIS = "none"
"""The address that stands for no Valkey or Redis at all."""


def default_folder() -> Path:
    """Return where everything is kept unless told otherwise: a system folder for root, the user's own for others."""
    if os.name == "posix" and os.geteuid() == 0:
        return Path("/var/lib/continuo")
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "continuo"


def door_environment() -> dict[str, str]:
    """Return the environment for a door's process: ours, with one thread for each product of matrices.

    A person's slice is too small for two threads to gain anything; waiting for one another they burn a second core.
    """
    return {"OPENBLAS_NUM_THREADS": "1"} | dict(os.environ)


class Settings(BaseSettings):
    """How this installation runs. Every field is an environment variable ``CONTINUO_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix="CONTINUO_", extra="forbid", frozen=True)

    folder: Path = Field(default_factory=default_folder, description="data, keys, model weights and logs live below it")
    database_url: SecretStr | None = Field(
        default=None,
        description="a PostgreSQL >= 16 with pgvector >= 0.8, signed in as a role that may create roles;"
        " empty starts the embedded one",
    )
    root_key: SecretStr | None = Field(
        default=None,
        description="64 hexadecimal digits from which all other keys follow; empty keeps one in FOLDER/root.key",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="a Valkey or Redis >= 7 for what is hot: redis://, rediss://, unix:// or redis+cluster://;"
        " empty starts the embedded one, none keeps it within each process",
    )
    redis_timeout_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=0.25,
        description="seconds for one answer of the hot tier; then it is left alone until it answers a probe",
    )
    redis_memory_mb: Annotated[int, Field(ge=8)] = Field(
        default=128, description="megabytes that the embedded Valkey may fill; then the oldest goes"
    )
    models_folder: Path | None = Field(
        default=None, description="where the embedder's weights are kept; empty keeps them in FOLDER/models"
    )
    host: str = Field(default="127.0.0.1", description="address the HTTP door listens on")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(default=8420, description="port of the HTTP door")
    database_port: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        default=None, description="port of the embedded PostgreSQL; empty chooses a free one and remembers it"
    )
    embeddings_url: str | None = Field(
        default=None, description="an OpenAI-compatible /v1/embeddings address; empty embeds in the process"
    )
    embeddings_model: str = Field(default="", description="the model asked for at EMBEDDINGS_URL")
    embeddings_dimension: Annotated[int, Field(ge=1, le=4000)] = Field(
        default=384, description="length of the vectors of EMBEDDINGS_URL"
    )
    embeddings_key: SecretStr | None = Field(default=None, description="bearer token for EMBEDDINGS_URL")
    embedder_threads: Annotated[int, Field(ge=1, le=64)] = Field(
        default_factory=lambda: min(4, os.cpu_count() or 1), description="threads that embed"
    )
    tagger: bool = Field(
        default=True,
        description="mark turns with the small fitted network beside the rules",
    )
    llm_url: str | None = Field(
        default=None,
        description="an OpenAI-compatible address up to /v1, whose language model reads turns; empty reads by rules",
    )
    llm_model: str = Field(default="", description="the model asked for at LLM_URL")
    llm_key: SecretStr | None = Field(default=None, description="bearer token for LLM_URL")
    llm_timeout_s: Annotated[float, Field(gt=0, le=120)] = Field(
        default=60.0, description="seconds for one answer of LLM_URL; for all attempts together twice that"
    )
    llm_input_price: Annotated[int, Field(ge=0)] = Field(
        default=0, description="price of prompts at LLM_URL, in micro-dollars for a million tokens"
    )
    llm_output_price: Annotated[int, Field(ge=0)] = Field(
        default=0, description="price of answers of LLM_URL, in micro-dollars for a million tokens"
    )
    llm_recaps: bool = Field(
        default=True, description="whether the model at LLM_URL also tells closed episodes again; else the rules do"
    )
    rerank_url: str | None = Field(
        default=None,
        description="an address up to /rerank, whose model puts the first hits of recall in order; empty asks nobody",
    )
    rerank_model: str = Field(
        default="", description="the model asked for at RERANK_URL; empty for a server of one model (TEI)"
    )
    rerank_key: SecretStr | None = Field(default=None, description="bearer token for RERANK_URL")
    rerank_timeout_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=0.3, description="seconds that an answer of recall waits for RERANK_URL"
    )
    rerank_top: Annotated[int, Field(ge=2, le=200)] = Field(
        default=30, description="hits that are sent to RERANK_URL, the first ones"
    )
    batch_turns: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=10, description="turns after which a session is consolidated"
    )
    quiet_s: Annotated[float, Field(ge=0)] = Field(
        default=60.0, description="seconds of silence after which a session is consolidated"
    )
    batch_characters: Annotated[int, Field(ge=1)] = Field(
        default=20_000, description="characters after which a session is consolidated, however few the turns"
    )
    session_idle_s: Annotated[float, Field(ge=0)] = Field(
        default=1800.0,
        description="seconds without a turn or a question after which a session is over; 0 leaves that to applications",
    )
    checkpoint_s: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=30.0, description="seconds between two checkpoints of a session in which something is going on"
    )
    passive_s: Annotated[float, Field(gt=0)] = Field(
        default=300.0, description="seconds without a turn or a question after which a process lets go of a session"
    )
    sessions_awake: Annotated[int, Field(ge=1)] = Field(
        default=10_000, description="sessions that a process looks after at most"
    )
    mailbox_additions: Annotated[int, Field(ge=1)] = Field(
        default=1000, description="additions that may wait for one session in a process; more are answered with 429"
    )
    live_connections: Annotated[int, Field(ge=1)] = Field(
        default=10_000, description="devices that a process tells of what goes on in a session, at most at a time"
    )
    live_connections_a_key: Annotated[int, Field(ge=1)] = Field(
        default=5_000, description="of these, devices that were let in with one API key"
    )
    live_look_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=1.0, description="seconds between two looks for news of a session that nobody told this process of"
    )
    distil_s: Annotated[float, Field(ge=0)] = Field(
        default=3600.0, description="seconds after new memories until they are compacted and the profile is made anew"
    )
    slice_memory_mb: Annotated[int, Field(ge=16)] = Field(
        default=512, description="megabytes of recall data kept in the process at most"
    )
    slice_items: Annotated[int, Field(ge=0)] = Field(
        default=30_000,
        description="rows of a person up to which vectors are kept in the process; of more they stay in the database",
    )
    embedding_deadline_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=2.0, description="seconds for the embedding of a question; then it is answered by words and time alone"
    )
    slice_deadline_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=5.0, description="seconds to see that recall data is current; then what is at hand is searched as it is"
    )
    words_deadline_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=5.0, description="seconds to read the words of what was found; then the last turns alone are handed out"
    )
    worker_concurrency: Annotated[int, Field(ge=1, le=64)] = Field(default=2, description="jobs done at once")
    poll_s: Annotated[float, Field(gt=0, le=60)] = Field(default=1.0, description="seconds between looks at the queue")
    stall_s: Annotated[float, Field(ge=2)] = Field(
        default=15.0, description="seconds without a sign of life after which a worker's jobs are taken over"
    )
    body_limit_mb: Annotated[float, Field(gt=0)] = Field(default=8.0, description="megabytes of a request body at most")
    context_tokens: Annotated[int, Field(ge=50, le=100_000)] = Field(
        default=1000, description="tokens of a context block unless the request says otherwise"
    )
