"""The promises of the port `LanguageModel`, kept by every adapter that claims it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from tests.scripted_provider import Fault, ScriptedProvider

from continuo.adapters.openai.chat import OpenAiChat
from continuo.adapters.openai.config import ChatConfig
from continuo.domain.errors import Misconfigured, Refused, Unavailable
from continuo.domain.spending import Meter, Price
from continuo.ports.llm import Finish, LanguageModel, Prompt

SAID = '{"turn": 1, "role": "user", "text": "I live in Lisbon."}'
PROMPT = Prompt("You read turns.", SAID, schema={"type": "object"}, schema_name="statements", most_tokens=500, seed=7)
PASSING = [Fault.RATE_LIMITED, Fault.BROKEN, Fault.HALF_JSON, Fault.DROPPED, Fault.SLOW, Fault.DRIPPING]
LASTING = [Fault.NOT_THE_PROTOCOL, Fault.HUGE]


@pytest.fixture
def meter() -> Meter:
    return Meter(Price(1_000_000, 2_000_000))


class LanguageModelContract:
    """One test per sentence of the port's docstring; a subclass gives the fixtures ``model`` and ``provider``."""

    async def test_an_answer_has_words_tokens_and_a_name(self, model: LanguageModel, meter: Meter) -> None:
        completion = await model.complete(PROMPT, meter)

        assert "Lisbon" in completion.text
        assert (completion.finish, completion.model) == (Finish.STOP, "scripted-2026")
        assert completion.tokens_in > 0
        assert completion.tokens_out > 0

    async def test_the_meter_knows_what_the_provider_charged(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        for _ in range(3):
            await model.complete(PROMPT, meter)

        assert (meter.spent.tokens_in, meter.spent.tokens_out) == (provider.charged_in, provider.charged_out)
        assert meter.spent.micro_dollars == provider.charged_in + 2 * provider.charged_out
        assert meter.spent.calls == provider.calls == 3

    @pytest.mark.parametrize("fault", PASSING, ids=str)
    async def test_what_passes_is_outlived(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter, fault: Fault
    ) -> None:
        provider.script = [fault]

        assert "Lisbon" in (await model.complete(PROMPT, meter)).text
        assert meter.spent.calls == provider.calls == 2

    @pytest.mark.parametrize("fault", [*PASSING, *LASTING], ids=str)
    async def test_what_does_not_pass_is_unavailable_within_a_bounded_time(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter, fault: Fault
    ) -> None:
        provider.script = [fault] * 9
        began = time.monotonic()
        with pytest.raises(Unavailable) as raised:
            await model.complete(PROMPT, meter)

        assert raised.value.retryable
        assert time.monotonic() - began < 5
        assert meter.spent.calls == provider.calls <= 3

    @pytest.mark.parametrize("fault", [Fault.HALF_JSON, Fault.SLOW, Fault.DRIPPING, Fault.DROPPED, *LASTING], ids=str)
    async def test_an_answer_that_was_lost_is_charged_by_estimate(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter, fault: Fault
    ) -> None:
        provider.script = [fault] * 9
        with pytest.raises(Unavailable):
            await model.complete(PROMPT, meter)

        assert meter.spent.tokens_in >= provider.calls * len(SAID) // 4
        assert meter.spent.micro_dollars > 0

    @pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.BROKEN], ids=str)
    async def test_what_was_turned_away_costs_nothing(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter, fault: Fault
    ) -> None:
        provider.script = [fault] * 9
        with pytest.raises(Unavailable):
            await model.complete(PROMPT, meter)

        assert (meter.spent.calls, meter.spent.tokens_in, meter.spent.tokens_out) == (3, 0, 0)

    @pytest.mark.parametrize("fault", [Fault.REFUSING, Fault.FILTERED], ids=str)
    async def test_a_refusal_is_charged_and_not_asked_for_again(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter, fault: Fault
    ) -> None:
        provider.script = [fault] * 9
        with pytest.raises(Refused):
            await model.complete(PROMPT, meter)

        assert meter.spent.calls == provider.calls == 1
        assert meter.spent.tokens_in == provider.charged_in

    async def test_an_answer_cut_at_its_limit_says_so(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        provider.script = [Fault.TRUNCATED]

        assert (await model.complete(PROMPT, meter)).finish is Finish.LENGTH

    async def test_no_words_are_an_empty_answer(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        provider.script = [Fault.EMPTY]

        assert (await model.complete(PROMPT, meter)).text == ""

    async def test_tokens_are_estimated_where_the_provider_does_not_count(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        provider.usage = False
        completion = await model.complete(PROMPT, meter)

        assert (completion.tokens_in, completion.tokens_out) == (meter.spent.tokens_in, meter.spent.tokens_out)
        assert len(SAID) // 4 <= completion.tokens_in <= len(SAID)
        assert len(completion.text) // 4 <= completion.tokens_out <= len(completion.text)

    async def test_messages_never_repeat_what_was_said(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        for fault in [*PASSING, *LASTING, Fault.REFUSING]:
            provider.script = [fault] * 3
            with pytest.raises((Unavailable, Refused)) as raised:
                await model.complete(PROMPT, meter)

            assert "Lisbon" not in str(raised.value)

    async def test_many_prompts_at_once_each_get_their_own_answer(
        self, model: LanguageModel, provider: ScriptedProvider, meter: Meter
    ) -> None:
        towns = [f"town {n}" for n in range(20)]
        prompts = [replace(PROMPT, user=SAID.replace("Lisbon", town)) for town in towns]
        answers = await asyncio.gather(*(model.complete(prompt, meter) for prompt in prompts))

        assert all(f'"{town}"' in answer.text for town, answer in zip(towns, answers, strict=True))

    async def test_after_closing_it_is_unavailable(self, model: LanguageModel, meter: Meter) -> None:
        await model.close()
        with pytest.raises(Unavailable):
            await model.complete(PROMPT, meter)

        assert meter.spent.calls == 0


class TestOpenAiChat(LanguageModelContract):
    @pytest.fixture
    async def provider(self) -> AsyncIterator[ScriptedProvider]:
        async with ScriptedProvider().running() as provider:
            yield provider

    @pytest.fixture
    def config(self, provider: ScriptedProvider) -> ChatConfig:
        return ChatConfig(
            base_url=provider.address,
            model="scripted",
            api_key="key-of-a-test",
            timeout_s=0.3,
            deadline_s=3.0,
            first_wait_s=0.01,
        )

    @pytest.fixture
    async def model(self, config: ChatConfig) -> AsyncIterator[OpenAiChat]:
        model = OpenAiChat(config)
        yield model
        await model.close()

    async def test_an_answer_is_asked_for_cold_and_held_to_the_schema(
        self, model: OpenAiChat, provider: ScriptedProvider, meter: Meter
    ) -> None:
        await model.complete(PROMPT, meter)
        asked = provider.asked[0]

        assert (asked["temperature"], asked["seed"], asked["max_tokens"]) == (0, 7, 500)
        assert asked["response_format"]["json_schema"]["schema"] == {"type": "object"}
        assert [message["role"] for message in asked["messages"]] == ["system", "user"]

    async def test_the_key_goes_out_as_a_bearer_token_and_nowhere_else(
        self, model: OpenAiChat, provider: ScriptedProvider, config: ChatConfig, meter: Meter
    ) -> None:
        await model.complete(PROMPT, meter)

        assert "authorization: bearer key-of-a-test" in provider.heads[0].lower()
        assert config.api_key not in repr(config) + repr(config.endpoint)

    @pytest.mark.parametrize(
        ("takes", "forms"),
        [
            ({"takes_schemas": False}, ["json_schema", "json_object"]),
            ({"takes_formats": False}, ["json_schema", "json_object", ""]),
        ],
        ids=["no schemas", "no formats"],
    )
    async def test_a_provider_that_takes_less_is_asked_for_less_and_remembered(
        self, config: ChatConfig, meter: Meter, takes: dict[str, bool], forms: list[str]
    ) -> None:
        async with ScriptedProvider(**takes).running() as provider:
            model = OpenAiChat(replace(config, base_url=provider.address))
            answers = [await model.complete(PROMPT, meter) for _ in range(2)]
            await model.close()

        assert all("Lisbon" in answer.text for answer in answers)
        assert [asked.get("response_format", {}).get("type", "") for asked in provider.asked] == [*forms, forms[-1]]

    async def test_it_comes_back_when_it_is_asked_to(
        self, model: OpenAiChat, provider: ScriptedProvider, meter: Meter
    ) -> None:
        provider.script, provider.retry_after = [Fault.RATE_LIMITED], "1"
        began = time.monotonic()
        await model.complete(PROMPT, meter)

        assert time.monotonic() - began >= 1

    async def test_waiting_ends_at_the_deadline_and_is_charged(
        self, config: ChatConfig, provider: ScriptedProvider, meter: Meter
    ) -> None:
        provider.script = [Fault.SLOW]
        model = OpenAiChat(replace(config, timeout_s=5.0, deadline_s=0.2))
        with pytest.raises(Unavailable, match=r"0\.2 s"):
            await model.complete(PROMPT, meter)
        await model.close()

        assert meter.spent.tokens_in > 0

    async def test_nobody_at_the_address_is_unavailable_and_costs_nothing(
        self, config: ChatConfig, meter: Meter
    ) -> None:
        model = OpenAiChat(replace(config, base_url="http://127.0.0.1:9/v1"))
        with pytest.raises(Unavailable, match="no connection"):
            await model.complete(PROMPT, meter)
        await model.close()

        assert meter.spent.tokens_in == 0

    @pytest.mark.parametrize("wrong", [{"base_url": "host/v1"}, {"attempts": 0}, {"model": ""}, {"timeout_s": 0}])
    def test_a_setting_that_cannot_be_meant_is_refused(self, config: ChatConfig, wrong: dict[str, Any]) -> None:
        with pytest.raises(Misconfigured):
            replace(config, **wrong)
