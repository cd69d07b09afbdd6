-- So many payments as a town leaves in `days` days (settings bench.rows, bench.days, bench.loyal). Every tenth is at one
-- busy store, `loyal` are one customer's, the rest lie evenly over everybody. Runs as the owner, without foreign keys.
SET session_replication_role = replica;
SET maintenance_work_mem = '512MB';
SET work_mem = '64MB';

-- Indexes are made afterwards, at once: row by row they would take most of the time.
CREATE TEMPORARY TABLE bench_indexes AS SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'payments' AND indexname <> 'payments_pkey';
DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM bench_indexes LOOP EXECUTE format('DROP INDEX %I', one.indexname); END LOOP; END $$;

CREATE TEMPORARY TABLE bench_stores AS SELECT row_number() OVER (ORDER BY number) AS nth, id FROM stores;
CREATE TEMPORARY TABLE bench_customers AS SELECT row_number() OVER (ORDER BY phone) AS nth, id FROM customers;
ANALYZE bench_stores, bench_customers;

TRUNCATE payments CASCADE;
INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_number)
SELECT uuidv7(m.at - now()), lpad(m.n::text, 8, '0') || m.match, c.id, s.id, 100 + m.n % 4000, 'number', 10000, m.at, (m.at AT TIME ZONE 'Asia/Tokyo')::date, m.match
FROM (
  SELECT n, date_trunc('milliseconds', now() - interval '1 minute' - make_interval(days => asked.days) * ((asked.rows - n)::float8 / asked.rows)) AS at,
    CASE WHEN n % 10 = 0 THEN 1 ELSE 2 + n % (SELECT count(*) - 1 FROM bench_stores) END AS store,
    CASE WHEN n % (asked.rows / asked.loyal) = 0 THEN 1 ELSE 2 + n * 7919 % (SELECT count(*) - 1 FROM bench_customers) END AS customer,
    -- The busy store's first and last payment have a number that is nobody else's.
    CASE WHEN n IN (10, asked.rows) THEN '0000' ELSE lpad((1 + (CASE WHEN n % 10 = 0 THEN n / 10 ELSE n END) * 7919 % 9999)::text, 4, '0') END AS match
  FROM (SELECT current_setting('bench.rows')::int AS rows, current_setting('bench.days')::int AS days, current_setting('bench.loyal')::int AS loyal) asked,
       generate_series(1::bigint, current_setting('bench.rows')::bigint) n) m
JOIN bench_stores s ON s.nth = m.store
JOIN bench_customers c ON c.nth = m.customer;

DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM bench_indexes LOOP EXECUTE one.indexdef; END LOOP; END $$;
DROP TABLE bench_indexes, bench_stores, bench_customers;
SET session_replication_role = DEFAULT;
