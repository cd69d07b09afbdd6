-- How a demand can be paid: numbers for convenience stores and a bank place of its own, as the payment provider gives them for an
-- amount and until a day. What people were shown stays; new numbers are a new version.

CREATE TABLE "payment_ways" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "valid_until" DATE NOT NULL,
    "contents" JSONB NOT NULL,
    "contents_hash" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "payment_ways_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "deposit_places" (
    "place" TEXT NOT NULL,
    "demand_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "deposit_places_pkey" PRIMARY KEY ("place")
);
CREATE UNIQUE INDEX "payment_ways_demand_id_version_key" ON "payment_ways"("demand_id", "version");
CREATE INDEX "payment_ways_customer_id_idx" ON "payment_ways"("customer_id");
CREATE INDEX "deposit_places_demand_id_idx" ON "deposit_places"("demand_id");
ALTER TABLE "payment_ways" ADD CONSTRAINT "payment_ways_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deposit_places" ADD CONSTRAINT "deposit_places_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE payment_ways ADD CONSTRAINT ways_for_an_amount CHECK (amount > 0 AND version >= 1);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['payment_ways', 'deposit_places'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO mimamori_job', t);
  END LOOP;
END $$;
CREATE POLICY office ON payment_ways FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
CREATE POLICY customer ON payment_ways FOR SELECT TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
GRANT SELECT ON payment_ways TO mimamori_office, mimamori_customer;

-- What is asked for next: what the oldest unpaid instalment still lacks, or all that is left. With the rights of whoever asks.
CREATE FUNCTION due_amount(p_demand uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT i.upto - (d.repaid_total - p.repaid_before) FROM instalment_plans p JOIN demands d ON d.id = p.demand_id JOIN instalments i ON i.plan_id = p.id
     WHERE p.demand_id = p_demand AND p.ended_at IS NULL AND i.upto > d.repaid_total - p.repaid_before ORDER BY i.no LIMIT 1),
    (SELECT d.principal - d.repaid_total - d.released FROM demands d WHERE d.id = p_demand))
$$;
REVOKE EXECUTE ON FUNCTION due_amount FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_amount TO mimamori_customer, mimamori_job, mimamori_office;
