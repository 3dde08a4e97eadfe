using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Crediting.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    caller = table.Column<string>(maxLength: 300, nullable: false),
                    operation = table.Column<string>(maxLength: 100, nullable: false),
                    key = table.Column<string>(maxLength: 200, nullable: false),
                    request_hash = table.Column<byte[]>(nullable: false),
                    status = table.Column<int>(nullable: false),
                    location = table.Column<string>(nullable: true),
                    body = table.Column<byte[]>(nullable: false),
                    etag = table.Column<string>(nullable: true),
                    created_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.caller, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    queue = table.Column<string>(maxLength: 200, nullable: false),
                    message_id = table.Column<Guid>(nullable: false),
                    heard_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.queue, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    message_id = table.Column<Guid>(nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<string>(nullable: false),
                    queue = table.Column<string>(maxLength: 200, nullable: true),
                    trace_parent = table.Column<string>(maxLength: 100, nullable: true),
                    created_at = table.Column<long>(nullable: false),
                    lease_owner = table.Column<Guid>(nullable: true),
                    lease_until = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pairing_months",
                columns: table => new
                {
                    pairing_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairing_months", x => new { x.pairing_id, x.posting_period, x.recognition_month, x.mode, x.entry_type });
                });

            migrationBuilder.CreateTable(
                name: "pairings",
                columns: table => new
                {
                    pairing_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    scheme = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: false),
                    east_path = table.Column<string>(maxLength: 200, nullable: false),
                    east_name = table.Column<string>(maxLength: 200, nullable: false),
                    west_path = table.Column<string>(maxLength: 200, nullable: false),
                    west_name = table.Column<string>(maxLength: 200, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    transition_until = table.Column<string>(maxLength: 10, nullable: true),
                    source_document = table.Column<string>(nullable: true),
                    is_current = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairings", x => new { x.pairing_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "parked_messages",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    queue = table.Column<string>(maxLength: 200, nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<string>(nullable: false),
                    trace_parent = table.Column<string>(maxLength: 100, nullable: true),
                    reason = table.Column<string>(nullable: false),
                    detail = table.Column<string>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    first_failed_at = table.Column<long>(nullable: false),
                    last_failed_at = table.Column<long>(nullable: false),
                    next_attempt_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_messages", x => new { x.message_id, x.queue });
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<long>(nullable: false),
                    code = table.Column<string>(maxLength: 40, nullable: true),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    path = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.region_id);
                });

            migrationBuilder.CreateTable(
                name: "registry_states",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_states", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sale_lines",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(maxLength: 40, nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    confirmed_at = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 200, nullable: false),
                    unit_path = table.Column<string>(maxLength: 200, nullable: false),
                    is_unit_central = table.Column<bool>(nullable: false),
                    is_unit_designated = table.Column<bool>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(maxLength: 200, nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    listing_version = table.Column<long>(nullable: false),
                    product_name = table.Column<string>(maxLength: 200, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    origin_path = table.Column<string>(maxLength: 200, nullable: false),
                    origin_name = table.Column<string>(maxLength: 200, nullable: false),
                    origin_province = table.Column<string>(maxLength: 40, nullable: false),
                    recognition_number = table.Column<string>(nullable: true),
                    recognition_from = table.Column<string>(maxLength: 10, nullable: true),
                    recognition_until = table.Column<string>(maxLength: 10, nullable: true),
                    trade_unit = table.Column<string>(nullable: false),
                    trade_unit_grams = table.Column<long>(nullable: true),
                    trade_unit_pieces = table.Column<int>(nullable: true),
                    unit_price = table.Column<long>(nullable: false),
                    ordered = table.Column<long>(nullable: false),
                    dispatched = table.Column<long>(nullable: false),
                    accepted = table.Column<long>(nullable: false),
                    @short = table.Column<long>(name: "short", nullable: false),
                    rejected = table.Column<long>(nullable: false),
                    rejection_reason = table.Column<string>(nullable: true),
                    amount_fen = table.Column<long>(nullable: false),
                    acceptance_id = table.Column<Guid>(nullable: false),
                    accepted_at = table.Column<long>(nullable: false),
                    accepted_by = table.Column<string>(nullable: false),
                    recognition_date = table.Column<string>(maxLength: 10, nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    waybill = table.Column<string>(nullable: false),
                    dispatched_at = table.Column<long>(nullable: false),
                    delivered_at = table.Column<long>(nullable: false),
                    delivery_path = table.Column<string>(maxLength: 200, nullable: false),
                    batches = table.Column<string>(nullable: false),
                    rule_set_version = table.Column<int>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    east_west_province = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_city = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_county = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_province = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_city = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_county = table.Column<string>(maxLength: 40, nullable: false),
                    outcome = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sale_lines", x => new { x.line_id, x.acceptance_no });
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    is_central = table.Column<bool>(nullable: false),
                    parent_id = table.Column<Guid>(nullable: true),
                    is_pairing_designated = table.Column<bool>(nullable: false),
                    affiliations = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.unit_id);
                });

            migrationBuilder.CreateTable(
                name: "credit_entries",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    scheme = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: false),
                    pairing_id = table.Column<Guid>(nullable: false),
                    pairing_version = table.Column<long>(nullable: false),
                    east_path = table.Column<string>(maxLength: 200, nullable: false),
                    west_path = table.Column<string>(maxLength: 200, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    recognition_date = table.Column<string>(maxLength: 10, nullable: false),
                    event_date = table.Column<string>(maxLength: 10, nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    reverses_entry_id = table.Column<Guid>(nullable: true),
                    sequence = table.Column<int>(nullable: false),
                    reason = table.Column<string>(maxLength: 40, nullable: false),
                    rule_set_version = table.Column<int>(nullable: false),
                    evidence_state = table.Column<string>(maxLength: 40, nullable: false),
                    flags = table.Column<string>(maxLength: 40, nullable: false),
                    posted_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_entries", x => x.entry_id);
                    table.ForeignKey(
                        name: "FK_credit_entries_sale_lines_line_id_acceptance_no",
                        columns: x => new { x.line_id, x.acceptance_no },
                        principalTable: "sale_lines",
                        principalColumns: new[] { "line_id", "acceptance_no" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "registry_states",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_line_id_acceptance_no_share_no_scheme_tier_e~",
                table: "credit_entries",
                columns: new[] { "line_id", "acceptance_no", "share_no", "scheme", "tier", "entry_type", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_entries_one_pairing",
                table: "credit_entries",
                columns: new[] { "line_id", "acceptance_no", "share_no", "scheme", "tier" },
                unique: true,
                filter: "entry_type IN ('Original', 'Late')");

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_pairing_id_posting_period_entry_id",
                table: "credit_entries",
                columns: new[] { "pairing_id", "posting_period", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_pairings_current",
                table: "pairings",
                column: "pairing_id",
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_accepted_at_line_id",
                table: "sale_lines",
                columns: new[] { "accepted_at", "line_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_order_id",
                table: "sale_lines",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_origin_province_recognition_date",
                table: "sale_lines",
                columns: new[] { "origin_province", "recognition_date" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_supplier_id_accepted_at",
                table: "sale_lines",
                columns: new[] { "supplier_id", "accepted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_unit_id_accepted_at",
                table: "sale_lines",
                columns: new[] { "unit_id", "accepted_at" });

            // The ledger is only ever added to, and what a line was sold as stays as it was recorded.
            const string Frozen = """
                line_id, acceptance_no, order_id, order_number, line_number, confirmed_at, unit_id, unit_name, unit_path, is_unit_central,
                is_unit_designated, supplier_id, supplier_name, product_id, listing_version, product_name, category, processing_level,
                origin_path, origin_name, origin_province, recognition_number, recognition_from, recognition_until, trade_unit,
                trade_unit_grams, trade_unit_pieces, unit_price, ordered, dispatched, accepted, short, rejected, rejection_reason,
                amount_fen, acceptance_id, accepted_at, accepted_by, recognition_date, shipment_id, waybill, dispatched_at, delivered_at,
                delivery_path, batches, rule_set_version, recorded_at
                """;
            if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
            {
                migrationBuilder.Sql(
                    """
                    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        RAISE EXCEPTION '% is append-only: correct it by a further entry', TG_TABLE_NAME;
                    END $$;
                    CREATE TRIGGER credit_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_entries
                        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                    CREATE TRIGGER sale_lines_stay BEFORE DELETE OR TRUNCATE ON sale_lines
                        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                    """);
                migrationBuilder.Sql(
                    $"CREATE TRIGGER sale_lines_stay_as_sold BEFORE UPDATE OF {Frozen} ON sale_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            }
            else
            {
                const string Refuse = "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: correct it by a further entry'); END";
                migrationBuilder.Sql($"CREATE TRIGGER credit_entries_stay_updated BEFORE UPDATE ON credit_entries {Refuse}");
                migrationBuilder.Sql($"CREATE TRIGGER credit_entries_stay_deleted BEFORE DELETE ON credit_entries {Refuse}");
                migrationBuilder.Sql($"CREATE TRIGGER sale_lines_stay BEFORE DELETE ON sale_lines {Refuse}");
                migrationBuilder.Sql($"CREATE TRIGGER sale_lines_stay_as_sold BEFORE UPDATE OF {Frozen} ON sale_lines {Refuse}");

                // INSERT OR REPLACE deletes what stands in its way, without asking the triggers on DELETE.
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER credit_entries_stay_replaced BEFORE INSERT ON credit_entries WHEN EXISTS (
                        SELECT 1 FROM credit_entries known WHERE known.entry_id = NEW.entry_id OR (
                            known.line_id = NEW.line_id AND known.acceptance_no = NEW.acceptance_no AND known.share_no = NEW.share_no
                            AND known.scheme = NEW.scheme AND known.tier = NEW.tier
                            AND (known.entry_type = NEW.entry_type AND known.sequence = NEW.sequence
                                OR known.entry_type IN ('Original', 'Late') AND NEW.entry_type IN ('Original', 'Late'))))
                    {Refuse}
                    """);
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER sale_lines_stay_replaced BEFORE INSERT ON sale_lines WHEN EXISTS (
                        SELECT 1 FROM sale_lines known WHERE known.line_id = NEW.line_id AND known.acceptance_no = NEW.acceptance_no)
                    {Refuse}
                    """);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_entries");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pairing_months");

            migrationBuilder.DropTable(
                name: "pairings");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "registry_states");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "sale_lines");

            if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
            {
                migrationBuilder.Sql("DROP FUNCTION refuse_change()");
            }
        }
    }
}
