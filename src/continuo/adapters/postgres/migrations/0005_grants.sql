-- What each role may do. Rights are given on parents only; a partition by its own name is out of reach.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA continuo FROM PUBLIC;
GRANT USAGE ON SCHEMA continuo TO continuo_api, continuo_worker, continuo_eraser, continuo_auth;
GRANT EXECUTE ON FUNCTION continuo.tenant(), continuo.subject(), continuo.purpose()
      TO continuo_api, continuo_worker, continuo_eraser;
GRANT EXECUTE ON FUNCTION continuo.find_api_key(text) TO continuo_auth;
GRANT EXECUTE ON FUNCTION continuo.make_event_partitions(integer) TO continuo_worker;
GRANT SELECT ON continuo.installation, continuo.migration TO continuo_api, continuo_worker, continuo_eraser;
GRANT INSERT ON continuo.installation TO continuo_api, continuo_worker;

GRANT SELECT, INSERT ON continuo.tenant TO continuo_api;
GRANT SELECT ON continuo.tenant TO continuo_worker, continuo_eraser;
GRANT SELECT, INSERT ON continuo.api_key TO continuo_api;
GRANT UPDATE (revoked_at, expires_at) ON continuo.api_key TO continuo_api;

GRANT SELECT, INSERT ON continuo.subject TO continuo_api;
GRANT UPDATE (version, wrapped_key, sealed_name) ON continuo.subject TO continuo_api;
GRANT SELECT, INSERT ON continuo.session, continuo.event, continuo.event_name, continuo.request TO continuo_api;
GRANT UPDATE (last_position, started_at, last_said_at, ended_at, sealed_name) ON continuo.session TO continuo_api;
GRANT SELECT ON continuo.run, continuo.item, continuo.fact, continuo.evidence, continuo.fact_change, continuo.episode,
      continuo.erasure TO continuo_api;

GRANT SELECT ON continuo.subject, continuo.session, continuo.event TO continuo_worker;
GRANT UPDATE (version, index_version, runs) ON continuo.subject TO continuo_worker;
GRANT SELECT, INSERT ON continuo.run TO continuo_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON continuo.item, continuo.fact, continuo.evidence, continuo.fact_change,
      continuo.episode TO continuo_worker;
GRANT DELETE ON continuo.request TO continuo_api;

GRANT SELECT ON continuo.subject, continuo.session, continuo.event, continuo.event_name, continuo.request, continuo.run,
      continuo.item, continuo.fact, continuo.evidence, continuo.fact_change, continuo.episode, continuo.erasure TO continuo_eraser;
GRANT UPDATE (version, index_version, epoch, runs, wrapped_key, sealed_name) ON continuo.subject TO continuo_eraser;
GRANT UPDATE (sealed) ON continuo.event TO continuo_eraser;
GRANT UPDATE (sealed_name, ended_at) ON continuo.session TO continuo_eraser;
GRANT DELETE ON continuo.event_name, continuo.request, continuo.run, continuo.item, continuo.fact, continuo.evidence,
      continuo.fact_change, continuo.episode TO continuo_eraser;
GRANT INSERT ON continuo.erasure TO continuo_eraser;
