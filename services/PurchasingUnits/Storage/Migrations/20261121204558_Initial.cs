using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.PurchasingUnits.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "budget_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    held_fen = table.Column<long>(nullable: false),
                    settled_fen = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_accounts", x => x.id);
                    table.CheckConstraint("ck_budget_accounts_within_amount", "held_fen >= 0 AND settled_fen >= 0 AND held_fen + settled_fen <= amount_fen");
                });

            migrationBuilder.CreateTable(
                name: "budget_holds",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    open_fen = table.Column<long>(nullable: false),
                    settled_fen = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    decided_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_holds", x => x.order_id);
                    table.CheckConstraint("ck_budget_holds_within_amount", "open_fen >= 0 AND settled_fen >= 0 AND open_fen + settled_fen <= amount_fen");
                });

            migrationBuilder.CreateTable(
                name: "budget_settlements",
                columns: table => new
                {
                    acceptance_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    reserved_fen = table.Column<long>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    settled_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_settlements", x => x.acceptance_id);
                });

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
                name: "purchasing_units",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    is_central_budget = table.Column<bool>(nullable: false),
                    is_central = table.Column<bool>(nullable: false),
                    parent_id = table.Column<Guid>(nullable: true),
                    unit_path = table.Column<string>(nullable: false),
                    is_pairing_designated = table.Column<bool>(nullable: false),
                    registered_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchasing_units", x => x.id);
                    table.ForeignKey(
                        name: "FK_purchasing_units_purchasing_units_parent_id",
                        column: x => x.parent_id,
                        principalTable: "purchasing_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<long>(nullable: false),
                    code = table.Column<string>(maxLength: 6, nullable: true),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    parent_id = table.Column<string>(maxLength: 40, nullable: true),
                    path = table.Column<string>(nullable: false),
                    longitude_micro_degrees = table.Column<int>(nullable: true),
                    latitude_micro_degrees = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.id);
                    table.ForeignKey(
                        name: "FK_regions_regions_parent_id",
                        column: x => x.parent_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "affiliations",
                columns: table => new
                {
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    region_path = table.Column<string>(nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_affiliations", x => new { x.unit_id, x.valid_from });
                    table.CheckConstraint("ck_affiliations_days", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "FK_affiliations_purchasing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "purchasing_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_affiliations_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pairings",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    scheme = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: false),
                    east_region_id = table.Column<string>(maxLength: 40, nullable: false),
                    east_path = table.Column<string>(nullable: false),
                    east_name = table.Column<string>(maxLength: 100, nullable: false),
                    west_region_id = table.Column<string>(maxLength: 40, nullable: false),
                    west_path = table.Column<string>(nullable: false),
                    west_name = table.Column<string>(maxLength: 100, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    transition_until = table.Column<string>(maxLength: 10, nullable: true),
                    source_document = table.Column<string>(maxLength: 200, nullable: true),
                    follows_reference = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairings", x => x.id);
                    table.CheckConstraint("ck_pairings_days", "valid_to > valid_from AND (transition_until IS NULL OR transition_until >= valid_to)");
                    table.ForeignKey(
                        name: "FK_pairings_regions_east_region_id",
                        column: x => x.east_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_pairings_regions_west_region_id",
                        column: x => x.west_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_affiliations_region_id",
                table: "affiliations",
                column: "region_id");

            migrationBuilder.CreateIndex(
                name: "IX_budget_accounts_unit_id_year",
                table: "budget_accounts",
                columns: new[] { "unit_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_budget_holds_unit_id_year_order_id",
                table: "budget_holds",
                columns: new[] { "unit_id", "year", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_pairings_east_region_id_west_region_id",
                table: "pairings",
                columns: new[] { "east_region_id", "west_region_id" });

            migrationBuilder.CreateIndex(
                name: "IX_pairings_west_region_id",
                table: "pairings",
                column: "west_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "IX_purchasing_units_parent_id",
                table: "purchasing_units",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_regions_code",
                table: "regions",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_regions_parent_id",
                table: "regions",
                column: "parent_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "affiliations");

            migrationBuilder.DropTable(
                name: "budget_accounts");

            migrationBuilder.DropTable(
                name: "budget_holds");

            migrationBuilder.DropTable(
                name: "budget_settlements");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pairings");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "purchasing_units");

            migrationBuilder.DropTable(
                name: "regions");
        }
    }
}
