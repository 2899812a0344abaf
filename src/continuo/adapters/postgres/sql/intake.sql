-- name: take_turns
-- Everything that an ordinary append does, and the context it does it in; nothing where the long way has to be gone.
SELECT continuo.take_turns(
       %(context)s,
       %(flushed_later)s,
       %(tenant_id)s,
       %(subject_id)s,
       %(known_key)s,
       %(session_id)s,
       %(sealed_name)s,
       %(recorded_at)s,
       %(event_id)s,
       %(role)s,
       %(said_at)s,
       %(purposes)s,
       %(sealed)s,
       %(batch_turns)s,
       %(quiet)s,
       %(principal)s,
       %(route)s,
       %(key)s,
       %(body_hash)s);

-- name: flush
-- Writes a word to the log and commits it to the disk, and with it everything that was committed before.
SELECT pg_catalog.pg_logical_emit_message(true, 'continuo', '');
