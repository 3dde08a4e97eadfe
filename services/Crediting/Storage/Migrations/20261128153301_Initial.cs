using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Marketplace.Crediting.Storage.Migrations
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
                name: "agency_authorities",
                columns: table => new
                {
                    agency_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    agent_id = table.Column<Guid>(nullable: false),
                    principal_id = table.Column<Guid>(nullable: false),
                    product_ids = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agency_authorities", x => x.agency_id);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    alert_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    object_id = table.Column<string>(nullable: false),
                    object_name = table.Column<string>(nullable: false),
                    value = table.Column<string>(nullable: false),
                    threshold = table.Column<string>(nullable: false),
                    owner_path = table.Column<string>(maxLength: 200, nullable: false),
                    partner_path = table.Column<string>(maxLength: 200, nullable: false),
                    since = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: true),
                    closed_at = table.Column<long>(nullable: true),
                    closed_by = table.Column<string>(nullable: true),
                    note = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.alert_id);
                });

            migrationBuilder.CreateTable(
                name: "batch_usages",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(nullable: false),
                    declared = table.Column<long>(nullable: false),
                    credited = table.Column<long>(nullable: false),
                    sold = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batch_usages", x => x.batch_id);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_overrides",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    price = table.Column<long>(nullable: false),
                    document = table.Column<string>(nullable: false),
                    set_by = table.Column<string>(nullable: false),
                    set_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_overrides", x => new { x.product_id, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "buyer_months",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    capacity = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false),
                    orders = table.Column<long>(nullable: false),
                    designated_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyer_months", x => new { x.holder_id, x.posting_period, x.recognition_month, x.unit_id, x.mode, x.capacity });
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(nullable: false),
                    content = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "channel_months",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    channel = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_months", x => new { x.holder_id, x.posting_period, x.recognition_month, x.mode, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "closed_periods",
                columns: table => new
                {
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    closed_at = table.Column<long>(nullable: false),
                    closed_by = table.Column<string>(nullable: false),
                    last_entry_no = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_periods", x => x.month);
                });

            migrationBuilder.CreateTable(
                name: "cold_chain_breaches",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    breached_at = table.Column<long>(nullable: false),
                    verdict = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cold_chain_breaches", x => x.line_id);
                });

            migrationBuilder.CreateTable(
                name: "correction_lines",
                columns: table => new
                {
                    correction_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    differences = table.Column<string>(nullable: false),
                    origin_path = table.Column<string>(nullable: true),
                    origin_name = table.Column<string>(nullable: true),
                    unit_path = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correction_lines", x => new { x.correction_id, x.line_id, x.acceptance_no, x.share_no });
                });

            migrationBuilder.CreateTable(
                name: "corrections",
                columns: table => new
                {
                    correction_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(nullable: false),
                    object_version = table.Column<long>(nullable: false),
                    subject = table.Column<string>(nullable: false),
                    document = table.Column<string>(nullable: true),
                    proposed_at = table.Column<long>(nullable: false),
                    proposed_by = table.Column<string>(nullable: false),
                    proposed_for = table.Column<string>(nullable: true),
                    sales = table.Column<long>(nullable: false),
                    given_fen = table.Column<long>(nullable: false),
                    taken_fen = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    decided_at = table.Column<long>(nullable: true),
                    decided_by = table.Column<string>(nullable: true),
                    note = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_corrections", x => x.correction_id);
                });

            migrationBuilder.CreateTable(
                name: "designations",
                columns: table => new
                {
                    designation_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 200, nullable: false),
                    county_path = table.Column<string>(maxLength: 200, nullable: false),
                    county_name = table.Column<string>(maxLength: 200, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true),
                    source_document = table.Column<string>(nullable: true),
                    registered_at = table.Column<long>(nullable: true),
                    learned_at = table.Column<long>(nullable: false),
                    is_current = table.Column<bool>(nullable: false),
                    is_approved = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_designations", x => new { x.designation_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "due_snapshots",
                columns: table => new
                {
                    number = table.Column<string>(maxLength: 200, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: true),
                    region_path = table.Column<string>(maxLength: 200, nullable: false),
                    cut_off_at = table.Column<long>(nullable: false),
                    last_entry_no = table.Column<long>(nullable: false),
                    is_listed = table.Column<bool>(nullable: false),
                    taken_at = table.Column<long>(nullable: true),
                    failures = table.Column<int>(nullable: false),
                    failed_at = table.Column<long>(nullable: true),
                    reason = table.Column<string>(nullable: true),
                    next_attempt_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_due_snapshots", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "evidence_documents",
                columns: table => new
                {
                    document_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    evidence_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    code = table.Column<string>(maxLength: 40, nullable: true),
                    number = table.Column<string>(nullable: false),
                    number_form = table.Column<string>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    date = table.Column<string>(maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_documents", x => new { x.document_id, x.kind, x.evidence_id });
                });

            migrationBuilder.CreateTable(
                name: "evidence_totals",
                columns: table => new
                {
                    evidence_id = table.Column<Guid>(nullable: false),
                    invoiced_fen = table.Column<long>(nullable: false),
                    paid_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_totals", x => x.evidence_id);
                });

            migrationBuilder.CreateTable(
                name: "facilitators",
                columns: table => new
                {
                    facilitator_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    name_form = table.Column<string>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(nullable: true),
                    registrations = table.Column<string>(nullable: false),
                    registered_at = table.Column<long>(nullable: true),
                    learned_at = table.Column<long>(nullable: false),
                    is_current = table.Column<bool>(nullable: false),
                    is_approved = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilitators", x => new { x.facilitator_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    hold_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    price_rise_id = table.Column<Guid>(nullable: true),
                    reason = table.Column<string>(maxLength: 40, nullable: false),
                    product_name = table.Column<string>(nullable: false),
                    unit_name = table.Column<string>(nullable: false),
                    supplier_name = table.Column<string>(nullable: false),
                    unit_path = table.Column<string>(maxLength: 200, nullable: false),
                    origin_path = table.Column<string>(maxLength: 200, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    recognition_date = table.Column<string>(maxLength: 10, nullable: false),
                    unit_price = table.Column<long>(nullable: false),
                    benchmark = table.Column<long>(nullable: true),
                    held_at = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    decided_at = table.Column<long>(nullable: true),
                    decided_by = table.Column<string>(nullable: true),
                    note = table.Column<string>(nullable: true),
                    document = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => x.hold_id);
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
                name: "import_reviews",
                columns: table => new
                {
                    review_id = table.Column<Guid>(nullable: false),
                    import_id = table.Column<Guid>(nullable: false),
                    side = table.Column<string>(maxLength: 40, nullable: false),
                    is_approved = table.Column<bool>(nullable: false),
                    rows = table.Column<int>(nullable: false),
                    note = table.Column<string>(nullable: false),
                    reviewed_by = table.Column<string>(nullable: false),
                    reviewed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_reviews", x => x.review_id);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    import_id = table.Column<Guid>(nullable: false),
                    file_name = table.Column<string>(maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(maxLength: 64, nullable: false),
                    rows = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    first_sale = table.Column<string>(maxLength: 10, nullable: false),
                    last_sale = table.Column<string>(maxLength: 10, nullable: false),
                    paths = table.Column<string>(nullable: false),
                    imported_by = table.Column<string>(nullable: false),
                    imported_at = table.Column<long>(nullable: false),
                    approved = table.Column<int>(nullable: false),
                    rejected = table.Column<int>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.import_id);
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
                name: "journal",
                columns: table => new
                {
                    event_no = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.event_no);
                });

            migrationBuilder.CreateTable(
                name: "ledger_blocks",
                columns: table => new
                {
                    block_no = table.Column<long>(nullable: false),
                    first_entry_no = table.Column<long>(nullable: false),
                    last_entry_no = table.Column<long>(nullable: false),
                    leaves = table.Column<byte[]>(nullable: false),
                    root = table.Column<byte[]>(nullable: false),
                    chain_hash = table.Column<byte[]>(nullable: false),
                    sealed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_blocks", x => x.block_no);
                });

            migrationBuilder.CreateTable(
                name: "ledger_heads",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    registry_version = table.Column<long>(nullable: false),
                    names_version = table.Column<long>(nullable: false),
                    entry_no = table.Column<long>(nullable: false),
                    event_no = table.Column<long>(nullable: false),
                    written_at = table.Column<long>(nullable: false),
                    closed_through = table.Column<string>(maxLength: 7, nullable: true),
                    sums_version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_heads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "negative_listings",
                columns: table => new
                {
                    listing_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    subject_id = table.Column<Guid>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_negative_listings", x => x.listing_id);
                });

            migrationBuilder.CreateTable(
                name: "open_credits",
                columns: table => new
                {
                    part_id = table.Column<Guid>(nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_credits", x => new { x.part_id, x.holder_id });
                });

            migrationBuilder.CreateTable(
                name: "open_parts",
                columns: table => new
                {
                    part_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(maxLength: 200, nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(maxLength: 200, nullable: false),
                    unit_name = table.Column<string>(maxLength: 200, nullable: false),
                    unit_path = table.Column<string>(maxLength: 200, nullable: false),
                    confirmed_at = table.Column<long>(nullable: true),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: true),
                    delivered_at = table.Column<long>(nullable: true),
                    ended_at = table.Column<long>(nullable: true),
                    lines = table.Column<string>(nullable: false),
                    decided = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_parts", x => x.part_id);
                });

            migrationBuilder.CreateTable(
                name: "other_measures",
                columns: table => new
                {
                    measure_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    date = table.Column<string>(maxLength: 10, nullable: false),
                    east_path = table.Column<string>(maxLength: 200, nullable: false),
                    west_path = table.Column<string>(maxLength: 200, nullable: false),
                    document = table.Column<string>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_other_measures", x => x.measure_id);
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
                name: "pairing_days",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    posted_on = table.Column<string>(maxLength: 10, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false),
                    rules_from = table.Column<int>(nullable: false),
                    rules_to = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairing_days", x => new { x.holder_id, x.posting_period, x.recognition_month, x.mode, x.entry_type, x.posted_on });
                });

            migrationBuilder.CreateTable(
                name: "pairing_months",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    posted_in = table.Column<string>(maxLength: 7, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false),
                    rules_from = table.Column<int>(nullable: false),
                    rules_to = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairing_months", x => new { x.holder_id, x.posting_period, x.recognition_month, x.mode, x.entry_type, x.posted_in });
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
                    registered_at = table.Column<long>(nullable: true),
                    learned_at = table.Column<long>(nullable: false),
                    is_current = table.Column<bool>(nullable: false),
                    is_approved = table.Column<bool>(nullable: false)
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
                name: "party_months",
                columns: table => new
                {
                    party_id = table.Column<Guid>(nullable: false),
                    role = table.Column<string>(maxLength: 40, nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    scheme = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_party_months", x => new { x.party_id, x.role, x.posting_period, x.recognition_month, x.scheme, x.tier, x.holder_id, x.mode });
                });

            migrationBuilder.CreateTable(
                name: "party_sale_months",
                columns: table => new
                {
                    party_id = table.Column<Guid>(nullable: false),
                    role = table.Column<string>(maxLength: 40, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    east_west_province = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_city = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_county = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_province = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_city = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_county = table.Column<string>(maxLength: 40, nullable: false),
                    designated_unit = table.Column<string>(maxLength: 40, nullable: false),
                    quota_unit = table.Column<string>(maxLength: 40, nullable: false),
                    is_credited = table.Column<bool>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    shares = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_party_sale_months", x => new { x.party_id, x.role, x.recognition_month, x.east_west_province, x.east_west_city, x.east_west_county, x.counterpart_province, x.counterpart_city, x.counterpart_county, x.designated_unit, x.quota_unit, x.is_credited });
                });

            migrationBuilder.CreateTable(
                name: "price_days",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    day = table.Column<string>(maxLength: 10, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    sales = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_price_days", x => new { x.product_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "product_months",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    fact_id = table.Column<Guid>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false),
                    milligrams = table.Column<long>(nullable: false),
                    millipieces = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_months", x => new { x.holder_id, x.posting_period, x.recognition_month, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "projections",
                columns: table => new
                {
                    name = table.Column<string>(maxLength: 40, nullable: false),
                    entry_no = table.Column<long>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projections", x => x.name);
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
                name: "quota_flows",
                columns: table => new
                {
                    flow_id = table.Column<Guid>(nullable: false),
                    east_path = table.Column<string>(maxLength: 200, nullable: false),
                    west_path = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_flows", x => x.flow_id);
                });

            migrationBuilder.CreateTable(
                name: "quota_plans",
                columns: table => new
                {
                    quota_plan_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 200, nullable: false),
                    year = table.Column<int>(nullable: false),
                    planned_fen = table.Column<long>(nullable: true),
                    reserved_fen = table.Column<long>(nullable: false),
                    waiver_document = table.Column<string>(nullable: true),
                    learned_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_plans", x => new { x.quota_plan_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "recalled_batches",
                columns: table => new
                {
                    recall_id = table.Column<Guid>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    recalled_at = table.Column<long>(nullable: false),
                    lifted_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalled_batches", x => new { x.recall_id, x.batch_id });
                });

            migrationBuilder.CreateTable(
                name: "recognition_records",
                columns: table => new
                {
                    record_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    number = table.Column<string>(maxLength: 40, nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    county_id = table.Column<string>(maxLength: 40, nullable: false),
                    product_id = table.Column<Guid>(nullable: true),
                    valid_from = table.Column<string>(maxLength: 10, nullable: true),
                    valid_until = table.Column<string>(maxLength: 10, nullable: true),
                    withdrawn_from = table.Column<string>(maxLength: 10, nullable: true),
                    is_declined = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_records", x => x.record_id);
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
                    path = table.Column<string>(maxLength: 200, nullable: false),
                    code_versions = table.Column<string>(nullable: false),
                    former_poverty_county = table.Column<string>(nullable: false),
                    learned_at = table.Column<long>(nullable: false),
                    is_current = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => new { x.region_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "returns",
                columns: table => new
                {
                    return_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    event_date = table.Column<string>(maxLength: 10, nullable: false),
                    reason = table.Column<string>(nullable: false),
                    document = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_returns", x => x.return_id);
                });

            migrationBuilder.CreateTable(
                name: "rule_sets",
                columns: table => new
                {
                    version = table.Column<int>(nullable: false),
                    effective_from = table.Column<string>(maxLength: 10, nullable: false),
                    parameters = table.Column<string>(nullable: false),
                    document = table.Column<string>(nullable: false),
                    filed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_sets", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "sale_lines",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    part_no = table.Column<int>(nullable: false),
                    part_quantity = table.Column<long>(nullable: false),
                    goods_back = table.Column<long>(nullable: false),
                    shares = table.Column<int>(nullable: false),
                    source = table.Column<string>(maxLength: 40, nullable: false),
                    event_no = table.Column<long>(nullable: false),
                    purchase_id = table.Column<Guid>(nullable: false),
                    purchase_number = table.Column<string>(maxLength: 40, nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    confirmed_at = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 200, nullable: false),
                    principal_unit_id = table.Column<Guid>(nullable: true),
                    capacity = table.Column<string>(maxLength: 40, nullable: false),
                    channel = table.Column<string>(maxLength: 40, nullable: false),
                    facilitator_id = table.Column<Guid>(nullable: true),
                    facilitator_named_at = table.Column<long>(nullable: true),
                    facilitator_proof = table.Column<string>(nullable: true),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(maxLength: 200, nullable: false),
                    supplier_registration_path = table.Column<string>(maxLength: 200, nullable: true),
                    principal_supplier_id = table.Column<Guid>(nullable: true),
                    principal_product_id = table.Column<Guid>(nullable: true),
                    product_id = table.Column<Guid>(nullable: false),
                    listing_version = table.Column<long>(nullable: true),
                    product_name = table.Column<string>(maxLength: 200, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    charge = table.Column<string>(maxLength: 40, nullable: false),
                    recognition_number = table.Column<string>(nullable: true),
                    recognition_record_id = table.Column<Guid>(nullable: true),
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
                    free = table.Column<long>(nullable: false),
                    gross_fen = table.Column<long>(nullable: false),
                    discount_fen = table.Column<long>(nullable: false),
                    subsidy_fen = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    share_quantity = table.Column<long>(nullable: false),
                    acceptance_id = table.Column<Guid>(nullable: true),
                    accepted_at = table.Column<long>(nullable: false),
                    accepted_by = table.Column<string>(nullable: true),
                    is_automatic = table.Column<bool>(nullable: false),
                    recognition_date = table.Column<string>(maxLength: 10, nullable: false),
                    evidence_id = table.Column<Guid>(nullable: false),
                    waybill = table.Column<string>(nullable: true),
                    dispatched_at = table.Column<long>(nullable: true),
                    delivered_at = table.Column<long>(nullable: true),
                    delivery_path = table.Column<string>(maxLength: 200, nullable: false),
                    batches = table.Column<string>(nullable: false),
                    invoice_number = table.Column<string>(maxLength: 40, nullable: true),
                    rule_set_version = table.Column<int>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    unit_path = table.Column<string>(maxLength: 200, nullable: false),
                    is_unit_central = table.Column<bool>(nullable: false),
                    is_unit_designated = table.Column<bool>(nullable: false),
                    unit_kind = table.Column<string>(maxLength: 40, nullable: false),
                    unit_tree = table.Column<string>(nullable: false),
                    quota_unit_id = table.Column<Guid>(nullable: true),
                    facilitator_name = table.Column<string>(maxLength: 200, nullable: true),
                    facilitator_path = table.Column<string>(maxLength: 200, nullable: true),
                    facilitator_tree = table.Column<string>(nullable: false),
                    is_facilitator_central = table.Column<bool>(nullable: false),
                    exclusion = table.Column<string>(maxLength: 40, nullable: true),
                    origin_path = table.Column<string>(maxLength: 200, nullable: false),
                    origin_name = table.Column<string>(maxLength: 200, nullable: false),
                    origin_id = table.Column<string>(maxLength: 40, nullable: false),
                    origin_province = table.Column<string>(maxLength: 40, nullable: false),
                    is_former_poverty_county = table.Column<bool>(nullable: false),
                    recognition_state = table.Column<string>(maxLength: 40, nullable: true),
                    registered_record_id = table.Column<Guid>(nullable: true),
                    registered_from = table.Column<string>(maxLength: 10, nullable: true),
                    registered_until = table.Column<string>(maxLength: 10, nullable: true),
                    is_corrected_by_hand = table.Column<bool>(nullable: false),
                    status = table.Column<string>(maxLength: 40, nullable: false),
                    held_for = table.Column<string>(maxLength: 40, nullable: true),
                    released_for = table.Column<string>(maxLength: 200, nullable: false),
                    net_fen = table.Column<long>(nullable: false),
                    return_base_fen = table.Column<long>(nullable: false),
                    return_base_quantity = table.Column<long>(nullable: false),
                    returned_since_base = table.Column<long>(nullable: false),
                    current_unit_price = table.Column<long>(nullable: false),
                    east_west_province = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_city = table.Column<string>(maxLength: 40, nullable: false),
                    east_west_county = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_province = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_city = table.Column<string>(maxLength: 40, nullable: false),
                    counterpart_county = table.Column<string>(maxLength: 40, nullable: false),
                    designated_unit = table.Column<string>(maxLength: 40, nullable: false),
                    quota_unit = table.Column<string>(maxLength: 40, nullable: false),
                    outcome = table.Column<string>(maxLength: 40, nullable: false),
                    region_reason = table.Column<string>(maxLength: 40, nullable: false),
                    is_policy_driven = table.Column<bool>(nullable: false),
                    verified_at = table.Column<long>(nullable: true),
                    verified_period = table.Column<string>(maxLength: 7, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sale_lines", x => new { x.line_id, x.acceptance_no, x.share_no });
                });

            migrationBuilder.CreateTable(
                name: "sale_months",
                columns: table => new
                {
                    origin_path = table.Column<string>(maxLength: 200, nullable: false),
                    unit_path = table.Column<string>(maxLength: 200, nullable: false),
                    delivery_province = table.Column<string>(maxLength: 40, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    region_reason = table.Column<string>(maxLength: 40, nullable: false),
                    is_credited = table.Column<bool>(nullable: false),
                    is_policy_driven = table.Column<bool>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    shares = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sale_months", x => new { x.recognition_month, x.origin_path, x.unit_path, x.delivery_province, x.region_reason, x.is_credited, x.is_policy_driven });
                });

            migrationBuilder.CreateTable(
                name: "sale_regions",
                columns: table => new
                {
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    accepted_at = table.Column<long>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sale_regions", x => new { x.region_id, x.accepted_at, x.line_id, x.acceptance_no, x.share_no });
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
                name: "snapshot_signatures",
                columns: table => new
                {
                    signature_id = table.Column<Guid>(nullable: false),
                    signature_no = table.Column<long>(nullable: false),
                    snapshot_id = table.Column<Guid>(nullable: false),
                    signed_by = table.Column<string>(nullable: false),
                    role = table.Column<string>(nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(nullable: true),
                    level = table.Column<string>(nullable: false),
                    token_id = table.Column<string>(nullable: true),
                    signed_at = table.Column<long>(nullable: false),
                    note = table.Column<string>(nullable: true),
                    before = table.Column<string>(maxLength: 64, nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false),
                    key_id = table.Column<string>(maxLength: 64, nullable: false),
                    signature = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshot_signatures", x => x.signature_id);
                });

            migrationBuilder.CreateTable(
                name: "snapshots",
                columns: table => new
                {
                    snapshot_id = table.Column<Guid>(nullable: false),
                    number = table.Column<string>(maxLength: 200, nullable: false),
                    report = table.Column<string>(maxLength: 40, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: true),
                    region_path = table.Column<string>(maxLength: 200, nullable: false),
                    cut_off_at = table.Column<long>(nullable: false),
                    last_entry_no = table.Column<long>(nullable: false),
                    block_no = table.Column<long>(nullable: false),
                    chain_hash = table.Column<byte[]>(nullable: false),
                    content = table.Column<byte[]>(nullable: false),
                    content_hash = table.Column<byte[]>(nullable: false),
                    made_at = table.Column<long>(nullable: false),
                    is_final = table.Column<bool>(nullable: false),
                    key_id = table.Column<string>(maxLength: 64, nullable: false),
                    signature = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshots", x => x.snapshot_id);
                });

            migrationBuilder.CreateTable(
                name: "sold_products",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    grams = table.Column<long>(nullable: true),
                    pieces = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sold_products", x => x.fact_id);
                });

            migrationBuilder.CreateTable(
                name: "suppliers",
                columns: table => new
                {
                    supplier_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    name_form = table.Column<string>(nullable: false),
                    type = table.Column<string>(maxLength: 40, nullable: false),
                    registration_path = table.Column<string>(maxLength: 200, nullable: false),
                    suspensions = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppliers", x => x.supplier_id);
                });

            migrationBuilder.CreateTable(
                name: "suspect_parties",
                columns: table => new
                {
                    suspicion_id = table.Column<Guid>(nullable: false),
                    party_id = table.Column<Guid>(nullable: false),
                    from = table.Column<string>(maxLength: 10, nullable: false),
                    until = table.Column<string>(maxLength: 10, nullable: true),
                    reason = table.Column<string>(nullable: false),
                    raised_by = table.Column<string>(nullable: false),
                    raised_for = table.Column<string>(nullable: false),
                    is_of_all_sales = table.Column<bool>(nullable: false),
                    cleared_by = table.Column<string>(nullable: true),
                    cleared_note = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suspect_parties", x => x.suspicion_id);
                });

            migrationBuilder.CreateTable(
                name: "targets",
                columns: table => new
                {
                    target_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    measure = table.Column<string>(maxLength: 40, nullable: false),
                    year = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    effective_from = table.Column<string>(maxLength: 10, nullable: false),
                    source_document = table.Column<string>(nullable: true),
                    learned_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_targets", x => new { x.target_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "tree_heads",
                columns: table => new
                {
                    number = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false),
                    chain_hash = table.Column<string>(maxLength: 64, nullable: false),
                    tree_root = table.Column<string>(maxLength: 64, nullable: false),
                    signed_at = table.Column<long>(nullable: false),
                    key_id = table.Column<string>(maxLength: 64, nullable: false),
                    signature = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tree_heads", x => x.number);
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
                    budget_level = table.Column<string>(maxLength: 40, nullable: true),
                    finance_division = table.Column<string>(nullable: true),
                    department = table.Column<string>(nullable: true),
                    affiliations = table.Column<string>(nullable: false),
                    canteens = table.Column<string>(nullable: false),
                    agents = table.Column<string>(nullable: false),
                    registered_at = table.Column<long>(nullable: true),
                    learned_at = table.Column<long>(nullable: false),
                    is_current = table.Column<bool>(nullable: false),
                    is_approved = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => new { x.unit_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "verification_withdrawals",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    event_no = table.Column<long>(nullable: false),
                    verified_at = table.Column<long>(nullable: false),
                    verified_period = table.Column<string>(maxLength: 7, nullable: false),
                    withdrawn_at = table.Column<long>(nullable: false),
                    withdrawn_period = table.Column<string>(maxLength: 7, nullable: false),
                    last_entry_no = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_withdrawals", x => new { x.line_id, x.acceptance_no, x.share_no, x.event_no });
                });

            migrationBuilder.CreateTable(
                name: "verified_days",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    verified_period = table.Column<string>(maxLength: 7, nullable: false),
                    verified_on = table.Column<string>(maxLength: 10, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verified_days", x => new { x.holder_id, x.posting_period, x.recognition_month, x.mode, x.entry_type, x.verified_period, x.verified_on });
                });

            migrationBuilder.CreateTable(
                name: "verified_months",
                columns: table => new
                {
                    holder_id = table.Column<Guid>(nullable: false),
                    posting_period = table.Column<string>(maxLength: 7, nullable: false),
                    recognition_month = table.Column<string>(maxLength: 7, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    entry_type = table.Column<string>(maxLength: 40, nullable: false),
                    verified_period = table.Column<string>(maxLength: 7, nullable: false),
                    verified_in = table.Column<string>(maxLength: 7, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    entries = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verified_months", x => new { x.holder_id, x.posting_period, x.recognition_month, x.mode, x.entry_type, x.verified_period, x.verified_in });
                });

            migrationBuilder.CreateTable(
                name: "witness_positions",
                columns: table => new
                {
                    address = table.Column<string>(maxLength: 200, nullable: false),
                    number = table.Column<long>(nullable: false),
                    chain_hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_witness_positions", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    import_id = table.Column<Guid>(nullable: false),
                    sheet_number = table.Column<int>(nullable: false),
                    sheet_name = table.Column<string>(nullable: true),
                    row_number = table.Column<int>(nullable: false),
                    facilitator_id = table.Column<Guid>(nullable: false),
                    facilitator_name = table.Column<string>(maxLength: 200, nullable: false),
                    document_no = table.Column<string>(maxLength: 40, nullable: false),
                    document_form = table.Column<string>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(maxLength: 200, nullable: false),
                    product_name = table.Column<string>(maxLength: 200, nullable: false),
                    buyer_name = table.Column<string>(maxLength: 200, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    sale_date = table.Column<string>(maxLength: 10, nullable: false),
                    invoice_code = table.Column<string>(nullable: true),
                    invoice_number = table.Column<string>(maxLength: 40, nullable: false),
                    invoice_form = table.Column<string>(nullable: false),
                    invoice_total_fen = table.Column<long>(nullable: false),
                    facilitator_path = table.Column<string>(maxLength: 200, nullable: false),
                    origin_path = table.Column<string>(maxLength: 200, nullable: false),
                    facilitator_approved = table.Column<bool>(nullable: true),
                    facilitator_reviewed_by = table.Column<string>(nullable: true),
                    origin_approved = table.Column<bool>(nullable: true),
                    origin_reviewed_by = table.Column<string>(nullable: true),
                    state = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_rows", x => x.line_id);
                    table.ForeignKey(
                        name: "FK_import_rows_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "import_id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "credit_entries",
                columns: table => new
                {
                    entry_no = table.Column<long>(nullable: false),
                    entry_id = table.Column<Guid>(nullable: false),
                    event_no = table.Column<long>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    scheme = table.Column<string>(maxLength: 40, nullable: false),
                    tier = table.Column<string>(maxLength: 40, nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    holder_version = table.Column<long>(nullable: false),
                    east_path = table.Column<string>(maxLength: 200, nullable: false),
                    west_path = table.Column<string>(maxLength: 200, nullable: false),
                    mode = table.Column<string>(maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
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
                    table.PrimaryKey("PK_credit_entries", x => x.entry_no);
                    table.ForeignKey(
                        name: "FK_credit_entries_sale_lines_line_id_acceptance_no_share_no",
                        columns: x => new { x.line_id, x.acceptance_no, x.share_no },
                        principalTable: "sale_lines",
                        principalColumns: new[] { "line_id", "acceptance_no", "share_no" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "ledger_heads",
                columns: new[] { "id", "closed_through", "entry_no", "event_no", "names_version", "registry_version", "sums_version", "written_at" },
                values: new object[] { 1, null, 0L, 0L, 0L, 0L, 0L, 0L });

            migrationBuilder.InsertData(
                table: "projections",
                columns: new[] { "name", "at", "entry_no" },
                values: new object[,]
                {
                    { "alerts", 0L, 0L },
                    { "structure", 0L, 0L }
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
                name: "IX_agency_authorities_agent_id",
                table: "agency_authorities",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "IX_alerts_kind_object_id",
                table: "alerts",
                columns: new[] { "kind", "object_id" });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_since_alert_id",
                table: "alerts",
                columns: new[] { "since", "alert_id" });

            migrationBuilder.CreateIndex(
                name: "IX_corrections_state_proposed_at",
                table: "corrections",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_entries_adjustments",
                table: "credit_entries",
                columns: new[] { "posting_period", "entry_no" },
                filter: "entry_type <> 'Original'");

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_entry_id",
                table: "credit_entries",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_holder_id_posting_period_entry_no",
                table: "credit_entries",
                columns: new[] { "holder_id", "posting_period", "entry_no" })
                .Annotation("Npgsql:IndexInclude", new[] { "amount_fen" });

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
                name: "IX_due_snapshots_month_number",
                table: "due_snapshots",
                columns: new[] { "month", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_due_snapshots_next_attempt_at",
                table: "due_snapshots",
                column: "next_attempt_at",
                filter: "taken_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_documents_evidence_id",
                table: "evidence_documents",
                column: "evidence_id");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_documents_number_form",
                table: "evidence_documents",
                column: "number_form");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_documents_supplier_id_number",
                table: "evidence_documents",
                columns: new[] { "supplier_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_facilitators_name_form",
                table: "facilitators",
                column: "name_form");

            migrationBuilder.CreateIndex(
                name: "IX_facilitators_unit_id",
                table: "facilitators",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_line_id_acceptance_no",
                table: "holds",
                columns: new[] { "line_id", "acceptance_no" });

            migrationBuilder.CreateIndex(
                name: "IX_holds_state_held_at",
                table: "holds",
                columns: new[] { "state", "held_at" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_import_reviews_import_id",
                table: "import_reviews",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_import_rows_import_id_sheet_number_row_number",
                table: "import_rows",
                columns: new[] { "import_id", "sheet_number", "row_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_import_rows_invoice_form",
                table: "import_rows",
                column: "invoice_form");

            migrationBuilder.CreateIndex(
                name: "IX_imports_file_hash",
                table: "imports",
                column: "file_hash");

            migrationBuilder.CreateIndex(
                name: "IX_imports_imported_at_import_id",
                table: "imports",
                columns: new[] { "imported_at", "import_id" });

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
                name: "IX_ledger_blocks_last_entry_no",
                table: "ledger_blocks",
                column: "last_entry_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_negative_listings_subject_id",
                table: "negative_listings",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_open_credits_holder_id",
                table: "open_credits",
                column: "holder_id");

            migrationBuilder.CreateIndex(
                name: "IX_open_parts_delivered_at",
                table: "open_parts",
                column: "delivered_at",
                filter: "ended_at IS NULL AND delivered_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_open_parts_ended_at",
                table: "open_parts",
                column: "ended_at",
                filter: "ended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_other_measures_date",
                table: "other_measures",
                column: "date");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

            migrationBuilder.CreateIndex(
                name: "IX_pairing_days_posted_on",
                table: "pairing_days",
                column: "posted_on");

            migrationBuilder.CreateIndex(
                name: "IX_pairing_months_posting_period",
                table: "pairing_months",
                column: "posting_period");

            migrationBuilder.CreateIndex(
                name: "IX_pairing_months_recognition_month",
                table: "pairing_months",
                column: "recognition_month");

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
                name: "IX_quota_plans_unit_id_year",
                table: "quota_plans",
                columns: new[] { "unit_id", "year" });

            migrationBuilder.CreateIndex(
                name: "IX_recalled_batches_batch_id",
                table: "recalled_batches",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "IX_recognition_records_supplier_id_number",
                table: "recognition_records",
                columns: new[] { "supplier_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_returns_line_id_acceptance_no",
                table: "returns",
                columns: new[] { "line_id", "acceptance_no" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_accepted_at_line_id",
                table: "sale_lines",
                columns: new[] { "accepted_at", "line_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_evidence_id",
                table: "sale_lines",
                column: "evidence_id");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_facilitator_id",
                table: "sale_lines",
                column: "facilitator_id",
                filter: "facilitator_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_origin_id_recognition_date",
                table: "sale_lines",
                columns: new[] { "origin_id", "recognition_date" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_origin_province_recognition_date",
                table: "sale_lines",
                columns: new[] { "origin_province", "recognition_date" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_principal_supplier_id",
                table: "sale_lines",
                column: "principal_supplier_id",
                filter: "principal_supplier_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_principal_unit_id",
                table: "sale_lines",
                column: "principal_unit_id",
                filter: "principal_unit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_purchase_id",
                table: "sale_lines",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_supplier_id_accepted_at",
                table: "sale_lines",
                columns: new[] { "supplier_id", "accepted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_unit_id_accepted_at",
                table: "sale_lines",
                columns: new[] { "unit_id", "accepted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sale_lines_verified_at",
                table: "sale_lines",
                column: "verified_at",
                filter: "verified_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_signatures_signature_no",
                table: "snapshot_signatures",
                column: "signature_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_signatures_snapshot_id",
                table: "snapshot_signatures",
                column: "snapshot_id");

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_month_region_id",
                table: "snapshots",
                columns: new[] { "month", "region_id" });

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_number",
                table: "snapshots",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sold_products_product_id",
                table: "sold_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "IX_suppliers_name_form",
                table: "suppliers",
                column: "name_form");

            migrationBuilder.CreateIndex(
                name: "IX_suspect_parties_party_id",
                table: "suspect_parties",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "IX_targets_holder_id_year",
                table: "targets",
                columns: new[] { "holder_id", "year" });

            migrationBuilder.CreateIndex(
                name: "IX_units_parent_id",
                table: "units",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_verification_withdrawals_verified_at",
                table: "verification_withdrawals",
                column: "verified_at");

            migrationBuilder.CreateIndex(
                name: "IX_verification_withdrawals_withdrawn_at",
                table: "verification_withdrawals",
                column: "withdrawn_at");

            migrationBuilder.CreateIndex(
                name: "IX_verified_days_verified_on",
                table: "verified_days",
                column: "verified_on");

            migrationBuilder.CreateIndex(
                name: "IX_verified_months_posting_period",
                table: "verified_months",
                column: "posting_period");

            migrationBuilder.CreateIndex(
                name: "IX_verified_months_recognition_month",
                table: "verified_months",
                column: "recognition_month");

            migrationBuilder.CreateIndex(
                name: "IX_verified_months_verified_period",
                table: "verified_months",
                column: "verified_period");

            AppendOnly.Guard(migrationBuilder);
            PostgreSqlStatistics.Tell(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_records");

            migrationBuilder.DropTable(
                name: "accessed_organisations");

            migrationBuilder.DropTable(
                name: "agency_authorities");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "batch_usages");

            migrationBuilder.DropTable(
                name: "benchmark_overrides");

            migrationBuilder.DropTable(
                name: "buyer_months");

            migrationBuilder.DropTable(
                name: "certificates");

            migrationBuilder.DropTable(
                name: "channel_months");

            migrationBuilder.DropTable(
                name: "closed_periods");

            migrationBuilder.DropTable(
                name: "cold_chain_breaches");

            migrationBuilder.DropTable(
                name: "correction_lines");

            migrationBuilder.DropTable(
                name: "corrections");

            migrationBuilder.DropTable(
                name: "credit_entries");

            migrationBuilder.DropTable(
                name: "designations");

            migrationBuilder.DropTable(
                name: "due_snapshots");

            migrationBuilder.DropTable(
                name: "evidence_documents");

            migrationBuilder.DropTable(
                name: "evidence_totals");

            migrationBuilder.DropTable(
                name: "facilitators");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "import_reviews");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "ledger_blocks");

            migrationBuilder.DropTable(
                name: "ledger_heads");

            migrationBuilder.DropTable(
                name: "negative_listings");

            migrationBuilder.DropTable(
                name: "open_credits");

            migrationBuilder.DropTable(
                name: "open_parts");

            migrationBuilder.DropTable(
                name: "other_measures");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pairing_days");

            migrationBuilder.DropTable(
                name: "pairing_months");

            migrationBuilder.DropTable(
                name: "pairings");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "party_months");

            migrationBuilder.DropTable(
                name: "party_sale_months");

            migrationBuilder.DropTable(
                name: "price_days");

            migrationBuilder.DropTable(
                name: "product_months");

            migrationBuilder.DropTable(
                name: "projections");

            migrationBuilder.DropTable(
                name: "proposal_sides");

            migrationBuilder.DropTable(
                name: "quota_flows");

            migrationBuilder.DropTable(
                name: "quota_plans");

            migrationBuilder.DropTable(
                name: "recalled_batches");

            migrationBuilder.DropTable(
                name: "recognition_records");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "returns");

            migrationBuilder.DropTable(
                name: "rule_sets");

            migrationBuilder.DropTable(
                name: "sale_months");

            migrationBuilder.DropTable(
                name: "sale_regions");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "snapshot_signatures");

            migrationBuilder.DropTable(
                name: "snapshots");

            migrationBuilder.DropTable(
                name: "sold_products");

            migrationBuilder.DropTable(
                name: "suppliers");

            migrationBuilder.DropTable(
                name: "suspect_parties");

            migrationBuilder.DropTable(
                name: "targets");

            migrationBuilder.DropTable(
                name: "tree_heads");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "verification_withdrawals");

            migrationBuilder.DropTable(
                name: "verified_days");

            migrationBuilder.DropTable(
                name: "verified_months");

            migrationBuilder.DropTable(
                name: "witness_positions");

            migrationBuilder.DropTable(
                name: "sale_lines");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "proposals");
        }
    }
}
