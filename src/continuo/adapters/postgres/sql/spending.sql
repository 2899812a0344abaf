-- name: add_spending
-- Adds to what a tenant spent on a day with a model for a purpose.
INSERT INTO continuo.spending AS s (
            tenant_id,
            day,
            model,
            purpose,
            calls,
            tokens_in,
            tokens_out,
            micro_dollars,
            fallbacks,
            dropped)
     VALUES (%(tenant_id)s, %(day)s, %(model)s, %(purpose)s, %(calls)s, %(tokens_in)s, %(tokens_out)s,
             %(micro_dollars)s, %(fallbacks)s, %(dropped)s)
         ON CONFLICT (tenant_id, day, model, purpose) DO UPDATE
        SET calls = s.calls + excluded.calls,
            tokens_in = s.tokens_in + excluded.tokens_in,
            tokens_out = s.tokens_out + excluded.tokens_out,
            micro_dollars = s.micro_dollars + excluded.micro_dollars,
            fallbacks = s.fallbacks + excluded.fallbacks,
            dropped = s.dropped + excluded.dropped;

-- name: list_spending
-- What a tenant spent from one day to another, newest first.
SELECT day, model, purpose, calls, tokens_in, tokens_out, micro_dollars, fallbacks, dropped
  FROM continuo.spending
 WHERE tenant_id = %(tenant_id)s
   AND day BETWEEN %(since)s AND %(until)s
 ORDER BY day DESC, model, purpose;
