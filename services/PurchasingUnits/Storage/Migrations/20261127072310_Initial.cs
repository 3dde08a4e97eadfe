using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

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
                name: "access_records",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    subject = table.Column<string>(maxLength: 100, nullable: false),
                    role = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: true),
                    organisation = table.Column<Guid>(nullable: true),
                    region_id = table.Column<string>(maxLength: 40, nullable: true),
                    operation = table.Column<string>(maxLength: 100, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    object_id = table.Column<string>(maxLength: 100, nullable: true),
                    rows = table.Column<int>(nullable: false),
                    data_classes = table.Column<string>(maxLength: 40, nullable: false),
                    purpose = table.Column<string>(maxLength: 200, nullable: true),
                    trace_id = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accessed_organisations",
                columns: table => new
                {
                    organisation = table.Column<Guid>(nullable: false),
                    record_id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accessed_organisations", x => new { x.organisation, x.record_id });
                });

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
                    version = table.Column<long>(nullable: false),
                    overdrawn_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_accounts", x => x.id);
                    table.CheckConstraint("ck_budget_accounts_within_amount", "held_fen >= 0 AND settled_fen >= 0 AND overdrawn_fen >= 0 AND held_fen + settled_fen <= amount_fen + overdrawn_fen");
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
                    overdrawn_fen = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    is_confirmed = table.Column<bool>(nullable: false),
                    decided_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_holds", x => x.order_id);
                    table.CheckConstraint("ck_budget_holds_open", "open_fen >= 0 AND open_fen <= amount_fen AND settled_fen >= 0");
                });

            migrationBuilder.CreateTable(
                name: "budget_refunds",
                columns: table => new
                {
                    return_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    change_fen = table.Column<long>(nullable: false),
                    overdrawn_fen = table.Column<long>(nullable: false),
                    refunded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_refunds", x => x.return_id);
                });

            migrationBuilder.CreateTable(
                name: "budget_settlements",
                columns: table => new
                {
                    source_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    reserved_fen = table.Column<long>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    overdrawn_fen = table.Column<long>(nullable: false),
                    settled_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_settlements", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "facilitators",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(nullable: true),
                    changed_at = table.Column<long>(nullable: false),
                    source_document = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilitators", x => x.id);
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
                name: "jobs",
                columns: table => new
                {
                    job_id = table.Column<Guid>(nullable: false),
                    operation = table.Column<string>(maxLength: 100, nullable: false),
                    path = table.Column<string>(nullable: false),
                    query = table.Column<string>(nullable: false),
                    route_values = table.Column<string>(nullable: false),
                    content_type = table.Column<string>(nullable: true),
                    accept = table.Column<string>(nullable: true),
                    language = table.Column<string>(nullable: false),
                    caller = table.Column<string>(nullable: false),
                    posted_by = table.Column<string>(maxLength: 200, nullable: false),
                    office = table.Column<string>(maxLength: 100, nullable: false),
                    posted_at = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    started_at = table.Column<long>(nullable: true),
                    ended_at = table.Column<long>(nullable: true),
                    worker = table.Column<string>(maxLength: 200, nullable: true),
                    lease_until = table.Column<long>(nullable: true),
                    cancelled_at = table.Column<long>(nullable: true),
                    cancelled_by = table.Column<string>(nullable: true),
                    percent = table.Column<int>(nullable: false),
                    rows_read = table.Column<long>(nullable: false),
                    rows_checked = table.Column<long>(nullable: false),
                    rows_written = table.Column<long>(nullable: false),
                    faults = table.Column<long>(nullable: false),
                    answer_status = table.Column<int>(nullable: true),
                    answer_type = table.Column<string>(nullable: true),
                    answer_disposition = table.Column<string>(nullable: true),
                    answer_location = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.job_id);
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
                    is_binary = table.Column<bool>(nullable: false),
                    headers = table.Column<string>(nullable: false),
                    trace_parent = table.Column<string>(maxLength: 100, nullable: true),
                    reason = table.Column<string>(nullable: false),
                    detail = table.Column<string>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    first_failed_at = table.Column<long>(nullable: false),
                    last_failed_at = table.Column<long>(nullable: false),
                    next_attempt_at = table.Column<long>(nullable: true),
                    discarded_at = table.Column<long>(nullable: true),
                    discarded_by = table.Column<string>(maxLength: 200, nullable: true),
                    discard_reason = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_messages", x => new { x.message_id, x.queue });
                });

            migrationBuilder.CreateTable(
                name: "poverty_listings",
                columns: table => new
                {
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    follows_reference = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poverty_listings", x => new { x.region_id, x.valid_from });
                    table.CheckConstraint("ck_poverty_listings_days", "valid_to > valid_from");
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    operation = table.Column<string>(maxLength: 60, nullable: false),
                    object_id = table.Column<string>(maxLength: 100, nullable: false),
                    content = table.Column<string>(nullable: false),
                    document = table.Column<string>(maxLength: 500, nullable: true),
                    tier = table.Column<string>(maxLength: 40, nullable: true),
                    proposed_by = table.Column<string>(maxLength: 100, nullable: false),
                    proposed_for = table.Column<string>(maxLength: 40, nullable: true),
                    proposed_at = table.Column<long>(nullable: false),
                    expires_at = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    ended_at = table.Column<long>(nullable: true),
                    ended_by = table.Column<string>(maxLength: 100, nullable: true),
                    reason = table.Column<string>(maxLength: 500, nullable: true),
                    location = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "purchasing_units",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    budget_level = table.Column<string>(maxLength: 40, nullable: true),
                    is_central = table.Column<bool>(nullable: false),
                    parent_id = table.Column<Guid>(nullable: true),
                    unit_path = table.Column<string>(nullable: false),
                    is_pairing_designated = table.Column<bool>(nullable: false),
                    finance_division = table.Column<string>(maxLength: 100, nullable: true),
                    department = table.Column<string>(maxLength: 100, nullable: true),
                    canteens = table.Column<string>(nullable: false),
                    agents = table.Column<string>(nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    changed_at = table.Column<long>(nullable: false),
                    source_document = table.Column<string>(maxLength: 200, nullable: true)
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
                name: "quota_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    held_fen = table.Column<long>(nullable: false),
                    executed_fen = table.Column<long>(nullable: false),
                    taken_back_fen = table.Column<long>(nullable: false),
                    union_fen = table.Column<long>(nullable: false),
                    staff_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_accounts", x => x.id);
                    table.CheckConstraint("ck_quota_accounts_held", "held_fen >= 0");
                });

            migrationBuilder.CreateTable(
                name: "quota_entries",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(maxLength: 100, nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    day = table.Column<string>(maxLength: 10, nullable: false),
                    acceptance_no = table.Column<int>(nullable: true),
                    share_no = table.Column<int>(nullable: true),
                    ledger_type = table.Column<string>(maxLength: 50, nullable: true),
                    ledger_event_no = table.Column<long>(nullable: true),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_entries", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "quota_holds",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(maxLength: 100, nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    expected_fen = table.Column<long>(nullable: false),
                    open_fen = table.Column<long>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    open_quantity = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_holds", x => x.line_id);
                    table.CheckConstraint("ck_quota_holds_open", "open_fen >= 0 AND open_fen <= expected_fen AND open_quantity >= 0");
                });

            migrationBuilder.CreateTable(
                name: "quota_months",
                columns: table => new
                {
                    account_id = table.Column<Guid>(nullable: false),
                    month = table.Column<int>(nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    executed_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_months", x => new { x.account_id, x.month, x.category });
                });

            migrationBuilder.CreateTable(
                name: "quota_omissions",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(maxLength: 100, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 50, nullable: false),
                    words_zh = table.Column<string>(maxLength: 500, nullable: false),
                    words_en = table.Column<string>(maxLength: 500, nullable: false),
                    ledger_event_no = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_omissions", x => new { x.line_id, x.acceptance_no, x.share_no });
                });

            migrationBuilder.CreateTable(
                name: "quota_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 100, nullable: false),
                    year = table.Column<int>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    planned_fen = table.Column<long>(nullable: true),
                    reserved_fen = table.Column<long>(nullable: false),
                    waiver_document = table.Column<string>(maxLength: 200, nullable: true),
                    source_document = table.Column<string>(maxLength: 200, nullable: true),
                    changed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_plans", x => x.id);
                    table.CheckConstraint("ck_quota_plans_amounts", "reserved_fen >= 0 AND (planned_fen IS NULL OR planned_fen >= reserved_fen)");
                });

            migrationBuilder.CreateTable(
                name: "quota_ratios",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    finance_division = table.Column<string>(maxLength: 100, nullable: true),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    minimum_basis_points = table.Column<int>(nullable: false),
                    is_last_year_floor = table.Column<bool>(nullable: false),
                    source_document = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_ratios", x => x.id);
                    table.CheckConstraint("ck_quota_ratios_share", "minimum_basis_points BETWEEN 0 AND 10000");
                });

            migrationBuilder.CreateTable(
                name: "quota_warnings",
                columns: table => new
                {
                    warning_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    raised_at = table.Column<long>(nullable: false),
                    reserved_fen = table.Column<long>(nullable: false),
                    executed_fen = table.Column<long>(nullable: false),
                    held_fen = table.Column<long>(nullable: false),
                    expected_basis_points = table.Column<int>(nullable: false),
                    days_left = table.Column<int>(nullable: false),
                    projected_fen = table.Column<long>(nullable: true),
                    required_monthly_fen = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_warnings", x => x.warning_id);
                });

            migrationBuilder.CreateTable(
                name: "reaffiliations",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    split_on = table.Column<string>(maxLength: 10, nullable: false),
                    settled_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reaffiliations", x => new { x.unit_id, x.region_id, x.split_on });
                });

            migrationBuilder.CreateTable(
                name: "region_code_versions",
                columns: table => new
                {
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    code = table.Column<string>(maxLength: 6, nullable: true),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    parent_id = table.Column<string>(maxLength: 40, nullable: true),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_code_versions", x => new { x.region_id, x.valid_from });
                    table.CheckConstraint("ck_region_code_versions_days", "valid_to > valid_from");
                });

            migrationBuilder.CreateTable(
                name: "region_lineages",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    from_region_id = table.Column<string>(maxLength: 40, nullable: false),
                    to_region_id = table.Column<string>(maxLength: 40, nullable: false),
                    on = table.Column<string>(maxLength: 10, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    registered_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_lineages", x => x.id);
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
                    latitude_micro_degrees = table.Column<int>(nullable: true),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    follows_reference = table.Column<bool>(nullable: false),
                    changed_at = table.Column<long>(nullable: true)
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
                name: "registry_changes",
                columns: table => new
                {
                    number = table.Column<long>(nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    object_id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<long>(nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    region_paths = table.Column<string>(nullable: false),
                    before = table.Column<string>(nullable: true),
                    after = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_changes", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "sent_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    message_id = table.Column<Guid>(nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<string>(nullable: false),
                    trace_parent = table.Column<string>(maxLength: 100, nullable: true),
                    created_at = table.Column<long>(nullable: false),
                    sent_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sent_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "set_aside",
                columns: table => new
                {
                    work = table.Column<string>(maxLength: 100, nullable: false),
                    row_key = table.Column<string>(maxLength: 200, nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    reason = table.Column<string>(nullable: false),
                    first_failed_at = table.Column<long>(nullable: false),
                    last_failed_at = table.Column<long>(nullable: false),
                    next_attempt_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_set_aside", x => new { x.work, x.row_key });
                });

            migrationBuilder.CreateTable(
                name: "targets",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    measure = table.Column<string>(maxLength: 40, nullable: false),
                    year = table.Column<int>(nullable: false),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_targets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_files",
                columns: table => new
                {
                    job_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    part_number = table.Column<int>(nullable: false),
                    content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_files", x => new { x.job_id, x.kind, x.part_number });
                    table.ForeignKey(
                        name: "FK_job_files_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "job_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proposal_sides",
                columns: table => new
                {
                    proposal_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 40, nullable: false),
                    region_path = table.Column<string>(nullable: false),
                    organisation = table.Column<Guid>(nullable: true),
                    confirmed_by = table.Column<string>(maxLength: 100, nullable: true),
                    confirmed_at = table.Column<long>(nullable: true),
                    document = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposal_sides", x => new { x.proposal_id, x.name });
                    table.ForeignKey(
                        name: "FK_proposal_sides_proposals_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "docks",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    address = table.Column<string>(maxLength: 200, nullable: true),
                    contact_post = table.Column<string>(maxLength: 100, nullable: true),
                    has_cold_store = table.Column<bool>(nullable: false),
                    hours = table.Column<string>(nullable: false),
                    latitude = table.Column<int>(nullable: true),
                    longitude = table.Column<int>(nullable: true),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    vehicle_kg_max = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_docks", x => x.id);
                    table.CheckConstraint("ck_docks_days", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "FK_docks_purchasing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "purchasing_units",
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
                name: "designations",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 100, nullable: false),
                    county_region_id = table.Column<string>(maxLength: 40, nullable: false),
                    county_path = table.Column<string>(nullable: false),
                    county_name = table.Column<string>(maxLength: 100, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    source_document = table.Column<string>(maxLength: 200, nullable: true),
                    changed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_designations", x => x.id);
                    table.CheckConstraint("ck_designations_days", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "FK_designations_purchasing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "purchasing_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_designations_regions_county_region_id",
                        column: x => x.county_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "facilitator_registrations",
                columns: table => new
                {
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    facilitator_id = table.Column<Guid>(nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    region_path = table.Column<string>(nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilitator_registrations", x => new { x.facilitator_id, x.valid_from });
                    table.CheckConstraint("ck_facilitator_registrations_days", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "FK_facilitator_registrations_facilitators_facilitator_id",
                        column: x => x.facilitator_id,
                        principalTable: "facilitators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_facilitator_registrations_regions_region_id",
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
                    follows_reference = table.Column<bool>(nullable: false),
                    changed_at = table.Column<long>(nullable: true)
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

            migrationBuilder.CreateTable(
                name: "subdivisions",
                columns: table => new
                {
                    subdivision_id = table.Column<string>(maxLength: 40, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    code = table.Column<string>(maxLength: 12, nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    parent_id = table.Column<string>(maxLength: 40, nullable: true),
                    county_id = table.Column<string>(maxLength: 40, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subdivisions", x => new { x.subdivision_id, x.valid_from });
                    table.CheckConstraint("ck_subdivisions_days", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "FK_subdivisions_regions_county_id",
                        column: x => x.county_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "target_versions",
                columns: table => new
                {
                    number = table.Column<long>(nullable: false),
                    target_id = table.Column<Guid>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    effective_from = table.Column<string>(maxLength: 10, nullable: false),
                    source_document = table.Column<string>(maxLength: 200, nullable: true),
                    registered_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_target_versions", x => new { x.target_id, x.number });
                    table.ForeignKey(
                        name: "FK_target_versions_targets_target_id",
                        column: x => x.target_id,
                        principalTable: "targets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_access_records_at",
                table: "access_records",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_access_records_kind_object_id_id",
                table: "access_records",
                columns: new[] { "kind", "object_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_access_records_region_id_id",
                table: "access_records",
                columns: new[] { "region_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_access_records_subject_id",
                table: "access_records",
                columns: new[] { "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_accessed_organisations_at",
                table: "accessed_organisations",
                column: "at");

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
                name: "ix_budget_holds_overdrawn",
                table: "budget_holds",
                columns: new[] { "unit_id", "year", "order_id" },
                filter: "overdrawn_fen > 0");

            migrationBuilder.CreateIndex(
                name: "IX_budget_holds_unit_id_year_order_id",
                table: "budget_holds",
                columns: new[] { "unit_id", "year", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_designations_county_region_id",
                table: "designations",
                column: "county_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_designations_unit_id",
                table: "designations",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_docks_ended",
                table: "docks",
                column: "valid_to",
                filter: "valid_to IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_docks_unit_id_id",
                table: "docks",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_facilitator_registrations_region_id",
                table: "facilitator_registrations",
                column: "region_id");

            migrationBuilder.CreateIndex(
                name: "IX_facilitators_unit_id",
                table: "facilitators",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_heard_at",
                table: "inbox",
                column: "heard_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_ended_at",
                table: "jobs",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_office_job_id",
                table: "jobs",
                columns: new[] { "office", "job_id" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_posted_by_job_id",
                table: "jobs",
                columns: new[] { "posted_by", "job_id" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_state",
                table: "jobs",
                column: "state",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

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
                name: "IX_proposal_sides_organisation",
                table: "proposal_sides",
                column: "organisation");

            migrationBuilder.CreateIndex(
                name: "ix_proposals_one_open",
                table: "proposals",
                columns: new[] { "object_id", "operation" },
                unique: true,
                filter: "state = 'Proposed'");

            migrationBuilder.CreateIndex(
                name: "ix_proposals_open",
                table: "proposals",
                column: "id",
                filter: "state = 'Proposed'");

            migrationBuilder.CreateIndex(
                name: "IX_purchasing_units_parent_id",
                table: "purchasing_units",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_quota_accounts_unit_id_year",
                table: "quota_accounts",
                columns: new[] { "unit_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quota_accounts_year_id",
                table: "quota_accounts",
                columns: new[] { "year", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_quota_entries_account_id_recorded_at_entry_id",
                table: "quota_entries",
                columns: new[] { "account_id", "recorded_at", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "IX_quota_entries_line_id",
                table: "quota_entries",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_quota_holds_order_id",
                table: "quota_holds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_quota_months_unit_id_year",
                table: "quota_months",
                columns: new[] { "unit_id", "year" });

            migrationBuilder.CreateIndex(
                name: "IX_quota_omissions_account_id",
                table: "quota_omissions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_quota_plans_unit_id_year",
                table: "quota_plans",
                columns: new[] { "unit_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quota_warnings_unit_id",
                table: "quota_warnings",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_quota_warnings_year_raised_at_warning_id",
                table: "quota_warnings",
                columns: new[] { "year", "raised_at", "warning_id" });

            migrationBuilder.CreateIndex(
                name: "IX_region_code_versions_code",
                table: "region_code_versions",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "IX_region_lineages_from_region_id",
                table: "region_lineages",
                column: "from_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_region_lineages_to_region_id",
                table: "region_lineages",
                column: "to_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_regions_code",
                table: "regions",
                column: "code",
                unique: true,
                filter: "ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_regions_parent_id",
                table: "regions",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_registry_changes_kind_number",
                table: "registry_changes",
                columns: new[] { "kind", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_registry_changes_object_id_number",
                table: "registry_changes",
                columns: new[] { "object_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_subdivisions_code",
                table: "subdivisions",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "IX_subdivisions_county_id_parent_id_code",
                table: "subdivisions",
                columns: new[] { "county_id", "parent_id", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_subdivisions_parent_id",
                table: "subdivisions",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_targets_holder_id_measure_year",
                table: "targets",
                columns: new[] { "holder_id", "measure", "year" },
                unique: true);

            AppendOnly.Guard(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_records");

            migrationBuilder.DropTable(
                name: "accessed_organisations");

            migrationBuilder.DropTable(
                name: "affiliations");

            migrationBuilder.DropTable(
                name: "budget_accounts");

            migrationBuilder.DropTable(
                name: "budget_holds");

            migrationBuilder.DropTable(
                name: "budget_refunds");

            migrationBuilder.DropTable(
                name: "budget_settlements");

            migrationBuilder.DropTable(
                name: "designations");

            migrationBuilder.DropTable(
                name: "docks");

            migrationBuilder.DropTable(
                name: "facilitator_registrations");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pairings");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "poverty_listings");

            migrationBuilder.DropTable(
                name: "proposal_sides");

            migrationBuilder.DropTable(
                name: "quota_accounts");

            migrationBuilder.DropTable(
                name: "quota_entries");

            migrationBuilder.DropTable(
                name: "quota_holds");

            migrationBuilder.DropTable(
                name: "quota_months");

            migrationBuilder.DropTable(
                name: "quota_omissions");

            migrationBuilder.DropTable(
                name: "quota_plans");

            migrationBuilder.DropTable(
                name: "quota_ratios");

            migrationBuilder.DropTable(
                name: "quota_warnings");

            migrationBuilder.DropTable(
                name: "reaffiliations");

            migrationBuilder.DropTable(
                name: "region_code_versions");

            migrationBuilder.DropTable(
                name: "region_lineages");

            migrationBuilder.DropTable(
                name: "registry_changes");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "subdivisions");

            migrationBuilder.DropTable(
                name: "target_versions");

            migrationBuilder.DropTable(
                name: "purchasing_units");

            migrationBuilder.DropTable(
                name: "facilitators");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "targets");
        }
    }
}
