using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Logistics.Storage.Migrations
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
                name: "batches",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    origin_path = table.Column<string>(nullable: false),
                    offered = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batches", x => x.batch_id);
                });

            migrationBuilder.CreateTable(
                name: "docks",
                columns: table => new
                {
                    dock_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    region_id = table.Column<string>(nullable: false),
                    longitude_micro_degrees = table.Column<int>(nullable: true),
                    latitude_micro_degrees = table.Column<int>(nullable: true),
                    contact_post = table.Column<string>(maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_docks", x => x.dock_id);
                });

            migrationBuilder.CreateTable(
                name: "epcis_captures",
                columns: table => new
                {
                    capture_id = table.Column<Guid>(nullable: false),
                    captured_by = table.Column<Guid>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    error_behaviour = table.Column<string>(maxLength: 40, nullable: false),
                    event_count = table.Column<int>(nullable: false),
                    kept_count = table.Column<int>(nullable: false),
                    envelope = table.Column<string>(nullable: false),
                    faults = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_epcis_captures", x => x.capture_id);
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
                name: "label_keys",
                columns: table => new
                {
                    number = table.Column<int>(nullable: false),
                    key_id = table.Column<string>(maxLength: 8, nullable: false),
                    public_key = table.Column<byte[]>(nullable: false),
                    private_key = table.Column<byte[]>(nullable: true),
                    made_at = table.Column<long>(nullable: false),
                    made_by = table.Column<string>(nullable: true),
                    reason = table.Column<string>(maxLength: 200, nullable: true),
                    distrusted_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_label_keys", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "observed_times",
                columns: table => new
                {
                    begins_at = table.Column<string>(maxLength: 40, nullable: false),
                    ends_at = table.Column<string>(maxLength: 40, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    trips = table.Column<int>(nullable: false),
                    median_seconds = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_observed_times", x => new { x.begins_at, x.ends_at, x.valid_from });
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
                name: "product_temperatures",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    @class = table.Column<string>(name: "class", maxLength: 40, nullable: false),
                    min_hundredths = table.Column<int>(nullable: false),
                    max_hundredths = table.Column<int>(nullable: false),
                    set_at = table.Column<long>(nullable: false),
                    set_by = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_temperatures", x => x.product_id);
                    table.CheckConstraint("ck_product_temperatures_range", "min_hundredths < max_hundredths");
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(maxLength: 20, nullable: false),
                    unit_grams = table.Column<long>(nullable: true),
                    unit_pieces = table.Column<int>(nullable: true),
                    origin_path = table.Column<string>(nullable: false),
                    usual_class = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_products", x => x.product_id);
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
                name: "recalled_batches",
                columns: table => new
                {
                    recall_id = table.Column<Guid>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    recalled_at = table.Column<long>(nullable: false),
                    lifted_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalled_batches", x => new { x.batch_id, x.recall_id });
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    code = table.Column<string>(nullable: true),
                    name = table.Column<string>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    path = table.Column<string>(nullable: false),
                    longitude_micro_degrees = table.Column<int>(nullable: true),
                    latitude_micro_degrees = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.id);
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
                name: "shipments",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    cancelled_at = table.Column<long>(nullable: true),
                    carrier_change_count = table.Column<int>(nullable: false),
                    temperature = table.Column<string>(nullable: true),
                    breached_at = table.Column<long>(nullable: true),
                    breach_open_since = table.Column<long>(nullable: true),
                    order_id = table.Column<Guid>(nullable: false),
                    order_number = table.Column<string>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    principal_unit_id = table.Column<Guid>(nullable: true),
                    unit_name = table.Column<string>(nullable: false),
                    budget_year = table.Column<int>(nullable: false),
                    confirmed_at = table.Column<long>(nullable: false),
                    unit_path = table.Column<string>(nullable: false),
                    common_origin = table.Column<string>(nullable: false),
                    delivery_path = table.Column<string>(nullable: false),
                    delivery_address = table.Column<string>(nullable: true),
                    dock_id = table.Column<Guid>(nullable: true),
                    dock_name = table.Column<string>(maxLength: 100, nullable: true),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: true),
                    window_from = table.Column<string>(maxLength: 5, nullable: true),
                    window_until = table.Column<string>(maxLength: 5, nullable: true),
                    terms = table.Column<string>(nullable: true),
                    ordered_fen = table.Column<long>(nullable: false),
                    planned_at = table.Column<long>(nullable: false),
                    dispatch_due_at = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    carrier_id = table.Column<Guid>(nullable: true),
                    waybill = table.Column<string>(maxLength: 40, nullable: true),
                    vehicle = table.Column<string>(maxLength: 40, nullable: true),
                    dispatched_at = table.Column<long>(nullable: true),
                    dispatched_fen = table.Column<long>(nullable: false),
                    stated_dispatched_at = table.Column<long>(nullable: true),
                    delivered_at = table.Column<long>(nullable: true),
                    stated_delivered_at = table.Column<long>(nullable: true),
                    received_by = table.Column<string>(maxLength: 80, nullable: true),
                    arrival_confirmed_at = table.Column<long>(nullable: true),
                    accept_due_at = table.Column<long>(nullable: true),
                    carriage = table.Column<string>(maxLength: 40, nullable: true),
                    accepted_at = table.Column<long>(nullable: true),
                    accepted_fen = table.Column<long>(nullable: true),
                    acceptance_count = table.Column<int>(nullable: false),
                    lost_at = table.Column<long>(nullable: true),
                    non_delivery_reason = table.Column<string>(maxLength: 200, nullable: true),
                    loss_report_count = table.Column<int>(nullable: false),
                    due_at = table.Column<long>(nullable: true),
                    ready_at = table.Column<long>(nullable: true),
                    station_id = table.Column<Guid>(nullable: true),
                    left_out = table.Column<string>(nullable: true),
                    left_out_at = table.Column<long>(nullable: true),
                    stranded_since = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => x.shipment_id);
                    table.UniqueConstraint("AK_shipments_planned_at_shipment_id", x => new { x.planned_at, x.shipment_id });
                    table.CheckConstraint("ck_shipments_accepted_after_delivery", "accepted_at >= delivered_at");
                    table.CheckConstraint("ck_shipments_accepted_not_negative", "accepted_fen >= 0");
                    table.CheckConstraint("ck_shipments_cancelled_before_dispatch", "(state = 'Cancelled') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL OR dispatched_at IS NULL)");
                    table.CheckConstraint("ck_shipments_delivered_after_dispatch", "delivered_at >= dispatched_at");
                    table.CheckConstraint("ck_shipments_lost_before_acceptance", "(state = 'Lost') = (lost_at IS NOT NULL) AND (lost_at IS NULL OR (accepted_at IS NULL AND dispatched_at IS NOT NULL AND lost_at >= dispatched_at))");
                });

            migrationBuilder.CreateTable(
                name: "transport_plans",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    region_id = table.Column<string>(nullable: false),
                    path_value = table.Column<string>(nullable: false),
                    deliver_from = table.Column<string>(maxLength: 10, nullable: false),
                    deliver_until = table.Column<string>(maxLength: 10, nullable: false),
                    made_at = table.Column<long>(nullable: false),
                    made_by = table.Column<string>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    left_out = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transport_plans", x => x.plan_id);
                });

            migrationBuilder.CreateTable(
                name: "captured_events",
                columns: table => new
                {
                    event_key = table.Column<Guid>(nullable: false),
                    capture_id = table.Column<Guid>(nullable: false),
                    position = table.Column<int>(nullable: false),
                    captured_by = table.Column<Guid>(nullable: false),
                    event_id = table.Column<string>(maxLength: 500, nullable: false),
                    is_error_declaration = table.Column<bool>(nullable: false),
                    event_time = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    content = table.Column<string>(nullable: false),
                    context = table.Column<string>(nullable: true),
                    digest = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_captured_events", x => x.event_key);
                    table.ForeignKey(
                        name: "FK_captured_events_epcis_captures_capture_id",
                        column: x => x.capture_id,
                        principalTable: "epcis_captures",
                        principalColumn: "capture_id",
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
                name: "carriers",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    credit_code = table.Column<string>(maxLength: 18, nullable: false),
                    region_id = table.Column<string>(nullable: false),
                    relations = table.Column<string>(nullable: false),
                    suspensions = table.Column<string>(nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    end_reason = table.Column<string>(maxLength: 500, nullable: true),
                    end_document = table.Column<string>(maxLength: 200, nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carriers", x => x.id);
                    table.ForeignKey(
                        name: "FK_carriers_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "network_nodes",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    region_id = table.Column<string>(nullable: false),
                    township = table.Column<string>(maxLength: 100, nullable: true),
                    village = table.Column<string>(maxLength: 100, nullable: true),
                    longitude_micro_degrees = table.Column<int>(nullable: true),
                    latitude_micro_degrees = table.Column<int>(nullable: true),
                    terrain = table.Column<string>(maxLength: 40, nullable: false),
                    open_from = table.Column<string>(maxLength: 5, nullable: false),
                    open_until = table.Column<string>(maxLength: 5, nullable: false),
                    has_cold_store = table.Column<bool>(nullable: false),
                    has_freezer = table.Column<bool>(nullable: false),
                    keeper = table.Column<string>(maxLength: 100, nullable: true),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_network_nodes", x => x.id);
                    table.ForeignKey(
                        name: "FK_network_nodes_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "acceptances",
                columns: table => new
                {
                    acceptance_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    accepted_at = table.Column<long>(nullable: false),
                    accepted_by = table.Column<string>(nullable: false),
                    is_automatic = table.Column<bool>(nullable: false),
                    is_partial = table.Column<bool>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    payable_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptances", x => x.acceptance_id);
                    table.ForeignKey(
                        name: "FK_acceptances_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_changes",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    old_carrier_id = table.Column<Guid>(nullable: true),
                    old_waybill = table.Column<string>(maxLength: 40, nullable: true),
                    new_carrier_id = table.Column<Guid>(nullable: true),
                    new_waybill = table.Column<string>(maxLength: 40, nullable: true),
                    reason = table.Column<string>(maxLength: 40, nullable: false),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    changed_by = table.Column<string>(nullable: false),
                    changed_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_changes", x => new { x.shipment_id, x.number });
                    table.ForeignKey(
                        name: "FK_carrier_changes_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commitment_ends",
                columns: table => new
                {
                    end_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    cancellation_reason = table.Column<string>(maxLength: 40, nullable: true),
                    loss_reason = table.Column<string>(maxLength: 40, nullable: true),
                    is_whole = table.Column<bool>(nullable: false),
                    line_count = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commitment_ends", x => x.end_id);
                    table.ForeignKey(
                        name: "FK_commitment_ends_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    dispute_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    photo_ids = table.Column<string>(nullable: false),
                    raised_at = table.Column<long>(nullable: false),
                    raised_by = table.Column<string>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    accepted = table.Column<long>(nullable: true),
                    rejected = table.Column<long>(nullable: true),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    ruled_at = table.Column<long>(nullable: true),
                    ruled_by = table.Column<string>(nullable: true),
                    acceptance_no = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disputes", x => x.dispute_id);
                    table.CheckConstraint("ck_disputes_add_up", "quantity > 0 AND (state = 'Open' OR (accepted >= 0 AND rejected >= 0 AND accepted + rejected = quantity))");
                    table.ForeignKey(
                        name: "FK_disputes_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "loss_reports",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    by = table.Column<string>(maxLength: 40, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 40, nullable: false),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    reported_by = table.Column<string>(nullable: false),
                    reported_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_loss_reports", x => new { x.shipment_id, x.number });
                    table.CheckConstraint("ck_loss_reports_quantity", "quantity >= 0");
                    table.ForeignKey(
                        name: "FK_loss_reports_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reading_uploads",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    by = table.Column<string>(maxLength: 40, nullable: false),
                    sender_id = table.Column<Guid>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reading_uploads", x => new { x.shipment_id, x.number });
                    table.ForeignKey(
                        name: "FK_reading_uploads_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "returns",
                columns: table => new
                {
                    return_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    product_name = table.Column<string>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: true),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    photo_ids = table.Column<string>(nullable: false),
                    requested_at = table.Column<long>(nullable: false),
                    requested_by = table.Column<string>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    decided_at = table.Column<long>(nullable: true),
                    decided_by = table.Column<string>(nullable: true),
                    confirmation_no = table.Column<int>(nullable: true),
                    payable_change_fen = table.Column<long>(nullable: true),
                    refusal_reason = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_returns", x => x.return_id);
                    table.CheckConstraint("ck_returns_something", "quantity >= 0 AND (quantity > 0 OR amount_fen > 0)");
                    table.ForeignKey(
                        name: "FK_returns_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_batches",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_batches", x => new { x.batch_id, x.shipment_id });
                    table.ForeignKey(
                        name: "FK_shipment_batches_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_lines",
                columns: table => new
                {
                    line_number = table.Column<int>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    goods = table.Column<string>(nullable: false),
                    ordered = table.Column<long>(nullable: false),
                    ordered_free = table.Column<long>(nullable: false),
                    ordered_fen = table.Column<long>(nullable: false),
                    discount_fen = table.Column<long>(nullable: false),
                    subsidy_fen = table.Column<long>(nullable: false),
                    batches = table.Column<string>(nullable: false),
                    cancellation = table.Column<string>(nullable: true),
                    dispatched = table.Column<long>(nullable: true),
                    dispatched_free = table.Column<long>(nullable: false),
                    lost_by_supplier = table.Column<long>(nullable: false),
                    lost_by_carrier = table.Column<long>(nullable: false),
                    decided = table.Column<long>(nullable: false),
                    charged = table.Column<long>(nullable: false),
                    accepted_free = table.Column<long>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    granted_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    settled_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_lines", x => new { x.shipment_id, x.line_number });
                    table.CheckConstraint("ck_shipment_lines_decided", "decided >= 0 AND (decided = 0 OR decided <= dispatched)");
                    table.CheckConstraint("ck_shipment_lines_dispatched", "dispatched >= 0 AND dispatched <= ordered + ordered");
                    table.CheckConstraint("ck_shipment_lines_free", "ordered_free >= 0 AND ordered_free < ordered AND accepted_free >= 0 AND accepted_free <= dispatched_free AND (dispatched_free = 0 OR dispatched_free <= dispatched)");
                    table.CheckConstraint("ck_shipment_lines_lost", "lost_by_supplier >= 0 AND lost_by_carrier >= 0 AND (lost_by_supplier = 0 OR lost_by_supplier <= dispatched) AND (lost_by_carrier = 0 OR lost_by_carrier <= dispatched)");
                    table.CheckConstraint("ck_shipment_lines_settled", "settled_fen >= 0 AND settled_fen <= ordered_fen - discount_fen");
                    table.ForeignKey(
                        name: "FK_shipment_lines_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_photos",
                columns: table => new
                {
                    photo_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    subject = table.Column<string>(maxLength: 40, nullable: false),
                    line_id = table.Column<Guid>(nullable: true),
                    line_number = table.Column<int>(nullable: true),
                    by = table.Column<string>(maxLength: 40, nullable: false),
                    sender_id = table.Column<Guid>(nullable: false),
                    taken_at = table.Column<long>(nullable: true),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    format = table.Column<string>(maxLength: 40, nullable: false),
                    width = table.Column<int>(nullable: false),
                    height = table.Column<int>(nullable: false),
                    bytes = table.Column<int>(nullable: false),
                    sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    withdrawn_at = table.Column<long>(nullable: true),
                    withdrawn_by = table.Column<string>(nullable: true),
                    withdrawal_reason = table.Column<string>(maxLength: 200, nullable: true),
                    forgotten_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_photos", x => x.photo_id);
                    table.ForeignKey(
                        name: "FK_shipment_photos_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_regions",
                columns: table => new
                {
                    region_id = table.Column<string>(nullable: false),
                    planned_at = table.Column<long>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_regions", x => new { x.planned_at, x.shipment_id, x.region_id });
                    table.ForeignKey(
                        name: "FK_shipment_regions_shipments_planned_at_shipment_id",
                        columns: x => new { x.planned_at, x.shipment_id },
                        principalTable: "shipments",
                        principalColumns: new[] { "planned_at", "shipment_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "temperature_readings",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    device_id = table.Column<string>(maxLength: 40, nullable: false),
                    stated_at = table.Column<long>(nullable: false),
                    @class = table.Column<int>(name: "class", maxLength: 40, nullable: false),
                    hundredths = table.Column<int>(nullable: false),
                    upload_number = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_temperature_readings", x => new { x.shipment_id, x.device_id, x.stated_at });
                    table.ForeignKey(
                        name: "FK_temperature_readings_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_parts",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    station_id = table.Column<Guid>(nullable: true),
                    released_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_parts", x => new { x.plan_id, x.shipment_id });
                    table.ForeignKey(
                        name: "FK_plan_parts_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_plan_parts_transport_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "transport_plans",
                        principalColumn: "plan_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_revisions",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    cause = table.Column<string>(maxLength: 40, nullable: false),
                    by = table.Column<string>(maxLength: 40, nullable: false),
                    changed_by = table.Column<string>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    tour_number = table.Column<int>(nullable: true),
                    shipment_id = table.Column<Guid>(nullable: true),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    place_name = table.Column<string>(maxLength: 100, nullable: true),
                    longitude_micro_degrees = table.Column<int>(nullable: true),
                    latitude_micro_degrees = table.Column<int>(nullable: true),
                    left_out = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_revisions", x => new { x.plan_id, x.number });
                    table.ForeignKey(
                        name: "FK_plan_revisions_transport_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "transport_plans",
                        principalColumn: "plan_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_tours",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    node_id = table.Column<Guid>(nullable: true),
                    place_name = table.Column<string>(maxLength: 100, nullable: false),
                    @class = table.Column<string>(name: "class", maxLength: 20, nullable: false),
                    day = table.Column<string>(maxLength: 10, nullable: false),
                    departs_at = table.Column<long>(nullable: false),
                    returns_at = table.Column<long>(nullable: false),
                    metres = table.Column<long>(nullable: false),
                    vehicle_id = table.Column<Guid>(nullable: false),
                    carrier_id = table.Column<Guid>(nullable: false),
                    cost_fen = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    refusals = table.Column<string>(nullable: false),
                    revision = table.Column<int>(nullable: false),
                    ended_in = table.Column<int>(nullable: true),
                    vehicle_out_until = table.Column<string>(maxLength: 10, nullable: true),
                    transfer = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_tours", x => new { x.plan_id, x.number });
                    table.ForeignKey(
                        name: "FK_plan_tours_transport_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "transport_plans",
                        principalColumn: "plan_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "captured_event_batches",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(nullable: false),
                    event_key = table.Column<Guid>(nullable: false),
                    is_by_supplier = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_captured_event_batches", x => new { x.batch_id, x.event_key });
                    table.ForeignKey(
                        name: "FK_captured_event_batches_captured_events_event_key",
                        column: x => x.event_key,
                        principalTable: "captured_events",
                        principalColumn: "event_key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "captured_event_names",
                columns: table => new
                {
                    value = table.Column<string>(maxLength: 500, nullable: false),
                    event_key = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_captured_event_names", x => new { x.value, x.event_key });
                    table.ForeignKey(
                        name: "FK_captured_event_names_captured_events_event_key",
                        column: x => x.event_key,
                        principalTable: "captured_events",
                        principalColumn: "event_key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "captured_event_shipments",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(nullable: false),
                    event_key = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_captured_event_shipments", x => new { x.shipment_id, x.event_key });
                    table.ForeignKey(
                        name: "FK_captured_event_shipments_captured_events_event_key",
                        column: x => x.event_key,
                        principalTable: "captured_events",
                        principalColumn: "event_key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_captured_event_shipments_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_regions",
                columns: table => new
                {
                    region_id = table.Column<string>(nullable: false),
                    carrier_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_regions", x => new { x.region_id, x.carrier_id });
                    table.ForeignKey(
                        name: "FK_carrier_regions_carriers_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "carriers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "carrier_tariffs",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    carrier_id = table.Column<Guid>(nullable: false),
                    from_region_id = table.Column<string>(nullable: false),
                    to_region_id = table.Column<string>(nullable: false),
                    @class = table.Column<string>(name: "class", maxLength: 40, nullable: false),
                    fen_per_tonne = table.Column<long>(nullable: false),
                    lorry_kg = table.Column<int>(nullable: true),
                    lorry_fen = table.Column<long>(nullable: true),
                    minimum_fen = table.Column<long>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: true),
                    stated_at = table.Column<long>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_tariffs", x => x.id);
                    table.CheckConstraint("ck_carrier_tariffs_lorry", "(lorry_kg IS NULL) = (lorry_fen IS NULL)");
                    table.CheckConstraint("ck_carrier_tariffs_positive", "fen_per_tonne > 0 AND minimum_fen >= 0");
                    table.ForeignKey(
                        name: "FK_carrier_tariffs_carriers_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "carriers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_carrier_tariffs_regions_from_region_id",
                        column: x => x.from_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_carrier_tariffs_regions_to_region_id",
                        column: x => x.to_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_vehicles",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    carrier_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    use = table.Column<string>(maxLength: 40, nullable: false),
                    node_id = table.Column<Guid>(nullable: true),
                    region_id = table.Column<string>(nullable: true),
                    count = table.Column<int>(nullable: false),
                    payload_kg = table.Column<int>(nullable: false),
                    volume_litres = table.Column<int>(nullable: false),
                    is_refrigerated = table.Column<bool>(nullable: false),
                    is_freezer = table.Column<bool>(nullable: false),
                    hours_max = table.Column<int>(nullable: false),
                    fixed_fen = table.Column<long>(nullable: false),
                    fen_per_km = table.Column<int>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_vehicles", x => x.id);
                    table.ForeignKey(
                        name: "FK_carrier_vehicles_carriers_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "carriers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_carrier_vehicles_network_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_carrier_vehicles_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "custody_events",
                columns: table => new
                {
                    event_id = table.Column<Guid>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    act = table.Column<string>(maxLength: 40, nullable: false),
                    by = table.Column<string>(maxLength: 40, nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    node_id = table.Column<Guid>(nullable: true),
                    place_name = table.Column<string>(maxLength: 100, nullable: true),
                    packages = table.Column<int>(nullable: false),
                    package_numbers = table.Column<string>(maxLength: 4000, nullable: true),
                    condition = table.Column<string>(maxLength: 40, nullable: false),
                    note = table.Column<string>(maxLength: 200, nullable: true),
                    stated_at = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_custody_events", x => x.event_id);
                    table.CheckConstraint("ck_custody_events_packages", "packages > 0");
                    table.ForeignKey(
                        name: "FK_custody_events_network_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_custody_events_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "households",
                columns: table => new
                {
                    household_id = table.Column<Guid>(nullable: false),
                    node_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 50, nullable: true),
                    account = table.Column<string>(maxLength: 60, nullable: true),
                    registered_at = table.Column<long>(nullable: false),
                    erased_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_households", x => x.household_id);
                    table.ForeignKey(
                        name: "FK_households_network_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lanes",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    begins_at = table.Column<string>(maxLength: 40, nullable: false),
                    ends_at = table.Column<string>(maxLength: 40, nullable: false),
                    from_node_id = table.Column<Guid>(nullable: true),
                    from_region_id = table.Column<string>(nullable: false),
                    to_node_id = table.Column<Guid>(nullable: true),
                    to_region_id = table.Column<string>(nullable: false),
                    metres = table.Column<int>(nullable: false),
                    minutes = table.Column<int>(nullable: false),
                    source = table.Column<string>(maxLength: 200, nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    stated_at = table.Column<long>(nullable: false),
                    stated_by = table.Column<string>(nullable: false),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lanes", x => x.id);
                    table.CheckConstraint("ck_lanes_sound", "metres > 0 AND minutes > 0 AND begins_at <> ends_at AND (ended_on IS NULL OR ended_on >= valid_from)");
                    table.ForeignKey(
                        name: "FK_lanes_network_nodes_from_node_id",
                        column: x => x.from_node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lanes_network_nodes_to_node_id",
                        column: x => x.to_node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lanes_regions_from_region_id",
                        column: x => x.from_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lanes_regions_to_region_id",
                        column: x => x.to_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supplier_stations",
                columns: table => new
                {
                    supplier_id = table.Column<Guid>(nullable: false),
                    node_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supplier_stations", x => x.supplier_id);
                    table.ForeignKey(
                        name: "FK_supplier_stations_network_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "acceptance_lines",
                columns: table => new
                {
                    line_number = table.Column<int>(nullable: false),
                    acceptance_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    dispatched = table.Column<long>(nullable: false),
                    accepted = table.Column<long>(nullable: false),
                    @short = table.Column<long>(name: "short", nullable: false),
                    rejected = table.Column<long>(nullable: false),
                    rejection_reason = table.Column<string>(maxLength: 200, nullable: true),
                    photo_ids = table.Column<string>(nullable: false),
                    free = table.Column<long>(nullable: true),
                    accepted_fen = table.Column<long>(nullable: false),
                    payable_fen = table.Column<long>(nullable: false),
                    subsidised_fen = table.Column<long>(nullable: false),
                    settled_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptance_lines", x => new { x.acceptance_id, x.line_number });
                    table.CheckConstraint("ck_acceptance_lines_add_up", "accepted + short + rejected = dispatched");
                    table.CheckConstraint("ck_acceptance_lines_amounts", "accepted_fen >= payable_fen AND free <= accepted");
                    table.CheckConstraint("ck_acceptance_lines_not_negative", "accepted >= 0 AND short >= 0 AND rejected >= 0 AND payable_fen >= 0");
                    table.CheckConstraint("ck_acceptance_lines_reason", "(rejected > 0) = (rejection_reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_acceptance_lines_acceptances_acceptance_id",
                        column: x => x.acceptance_id,
                        principalTable: "acceptances",
                        principalColumn: "acceptance_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "photo_contents",
                columns: table => new
                {
                    photo_id = table.Column<Guid>(nullable: false),
                    content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_photo_contents", x => x.photo_id);
                    table.ForeignKey(
                        name: "FK_photo_contents_shipment_photos_photo_id",
                        column: x => x.photo_id,
                        principalTable: "shipment_photos",
                        principalColumn: "photo_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_stops",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    tour_number = table.Column<int>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    shipment_id = table.Column<Guid>(nullable: false),
                    place_name = table.Column<string>(maxLength: 100, nullable: false),
                    arrives_at = table.Column<long>(nullable: false),
                    leaves_at = table.Column<long>(nullable: false),
                    weight_kg = table.Column<int>(nullable: false),
                    volume_litres = table.Column<int>(nullable: false),
                    released_at = table.Column<long>(nullable: true),
                    freight_weight = table.Column<long>(nullable: false),
                    freight_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_stops", x => new { x.plan_id, x.tour_number, x.number });
                    table.ForeignKey(
                        name: "FK_plan_stops_plan_tours_plan_id_tour_number",
                        columns: x => new { x.plan_id, x.tour_number },
                        principalTable: "plan_tours",
                        principalColumns: new[] { "plan_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_plan_stops_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "shipment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trips",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(nullable: false),
                    tour_number = table.Column<int>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    begins_at = table.Column<string>(maxLength: 40, nullable: false),
                    ends_at = table.Column<string>(maxLength: 40, nullable: false),
                    seconds = table.Column<int>(nullable: false),
                    arrived_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trips", x => new { x.plan_id, x.tour_number, x.number });
                    table.ForeignKey(
                        name: "FK_trips_plan_tours_plan_id_tour_number",
                        columns: x => new { x.plan_id, x.tour_number },
                        principalTable: "plan_tours",
                        principalColumns: new[] { "plan_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "intakes",
                columns: table => new
                {
                    intake_id = table.Column<Guid>(nullable: false),
                    node_id = table.Column<Guid>(nullable: false),
                    path = table.Column<string>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    household_id = table.Column<Guid>(nullable: false),
                    weight_grams = table.Column<long>(nullable: false),
                    grade = table.Column<string>(maxLength: 20, nullable: false),
                    price = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    taken_in_at = table.Column<long>(nullable: false),
                    day = table.Column<string>(maxLength: 10, nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    reverses = table.Column<Guid>(nullable: true),
                    reason = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intakes", x => x.intake_id);
                    table.CheckConstraint("ck_intakes_signs", "(reverses IS NULL AND weight_grams > 0 AND amount_fen >= 0) OR (reverses IS NOT NULL AND weight_grams < 0)");
                    table.ForeignKey(
                        name: "FK_intakes_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "batch_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_intakes_households_household_id",
                        column: x => x.household_id,
                        principalTable: "households",
                        principalColumn: "household_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_intakes_network_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "network_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_acceptances_accepted_at_acceptance_id",
                table: "acceptances",
                columns: new[] { "accepted_at", "acceptance_id" });

            migrationBuilder.CreateIndex(
                name: "IX_acceptances_shipment_id_acceptance_no",
                table: "acceptances",
                columns: new[] { "shipment_id", "acceptance_no" },
                unique: true);

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
                name: "IX_captured_event_batches_event_key",
                table: "captured_event_batches",
                column: "event_key");

            migrationBuilder.CreateIndex(
                name: "IX_captured_event_names_event_key",
                table: "captured_event_names",
                column: "event_key");

            migrationBuilder.CreateIndex(
                name: "IX_captured_event_shipments_event_key",
                table: "captured_event_shipments",
                column: "event_key");

            migrationBuilder.CreateIndex(
                name: "IX_captured_events_capture_id",
                table: "captured_events",
                column: "capture_id");

            migrationBuilder.CreateIndex(
                name: "IX_captured_events_captured_by_event_id_is_error_declaration",
                table: "captured_events",
                columns: new[] { "captured_by", "event_id", "is_error_declaration" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_captured_events_event_id",
                table: "captured_events",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "IX_captured_events_recorded_at_event_key",
                table: "captured_events",
                columns: new[] { "recorded_at", "event_key" });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_regions_carrier_id",
                table: "carrier_regions",
                column: "carrier_id");

            migrationBuilder.CreateIndex(
                name: "IX_carrier_tariffs_carrier_id_from_region_id_to_region_id",
                table: "carrier_tariffs",
                columns: new[] { "carrier_id", "from_region_id", "to_region_id" });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_tariffs_carrier_id_id",
                table: "carrier_tariffs",
                columns: new[] { "carrier_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_tariffs_from_region_id_to_region_id_id",
                table: "carrier_tariffs",
                columns: new[] { "from_region_id", "to_region_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_tariffs_to_region_id",
                table: "carrier_tariffs",
                column: "to_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_carrier_vehicles_carrier_id_id",
                table: "carrier_vehicles",
                columns: new[] { "carrier_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_vehicles_node_id",
                table: "carrier_vehicles",
                column: "node_id");

            migrationBuilder.CreateIndex(
                name: "IX_carrier_vehicles_region_id",
                table: "carrier_vehicles",
                column: "region_id");

            migrationBuilder.CreateIndex(
                name: "IX_carrier_vehicles_use_node_id",
                table: "carrier_vehicles",
                columns: new[] { "use", "node_id" });

            migrationBuilder.CreateIndex(
                name: "IX_carriers_credit_code",
                table: "carriers",
                column: "credit_code",
                unique: true,
                filter: "ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_carriers_region_id",
                table: "carriers",
                column: "region_id");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_ends_shipment_id",
                table: "commitment_ends",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_ends_supplier_id_ended_at",
                table: "commitment_ends",
                columns: new[] { "supplier_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_commitment_ends_unit_id_ended_at",
                table: "commitment_ends",
                columns: new[] { "unit_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_custody_events_node_id",
                table: "custody_events",
                column: "node_id");

            migrationBuilder.CreateIndex(
                name: "IX_custody_events_recorded_at_event_id",
                table: "custody_events",
                columns: new[] { "recorded_at", "event_id" });

            migrationBuilder.CreateIndex(
                name: "IX_custody_events_shipment_id",
                table: "custody_events",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_disputes_shipment_id",
                table: "disputes",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_disputes_state_raised_at_dispute_id",
                table: "disputes",
                columns: new[] { "state", "raised_at", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "IX_epcis_captures_captured_by_recorded_at_capture_id",
                table: "epcis_captures",
                columns: new[] { "captured_by", "recorded_at", "capture_id" });

            migrationBuilder.CreateIndex(
                name: "ix_households_known",
                table: "households",
                column: "registered_at",
                filter: "erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_households_node_id_household_id",
                table: "households",
                columns: new[] { "node_id", "household_id" });

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
                name: "IX_intakes_batch_id_recorded_at_intake_id",
                table: "intakes",
                columns: new[] { "batch_id", "recorded_at", "intake_id" });

            migrationBuilder.CreateIndex(
                name: "IX_intakes_household_id_day",
                table: "intakes",
                columns: new[] { "household_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_intakes_node_id_day",
                table: "intakes",
                columns: new[] { "node_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_intakes_node_id_recorded_at_intake_id",
                table: "intakes",
                columns: new[] { "node_id", "recorded_at", "intake_id" });

            migrationBuilder.CreateIndex(
                name: "IX_intakes_recorded_at_intake_id",
                table: "intakes",
                columns: new[] { "recorded_at", "intake_id" });

            migrationBuilder.CreateIndex(
                name: "ux_intakes_reversed",
                table: "intakes",
                column: "reverses",
                unique: true,
                filter: "reverses IS NOT NULL");

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
                name: "IX_label_keys_key_id",
                table: "label_keys",
                column: "key_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_lanes_begins_at_ends_at_valid_from",
                table: "lanes",
                columns: new[] { "begins_at", "ends_at", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "IX_lanes_ends_at_id",
                table: "lanes",
                columns: new[] { "ends_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_lanes_from_node_id",
                table: "lanes",
                column: "from_node_id");

            migrationBuilder.CreateIndex(
                name: "IX_lanes_from_region_id_id",
                table: "lanes",
                columns: new[] { "from_region_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_lanes_to_node_id",
                table: "lanes",
                column: "to_node_id");

            migrationBuilder.CreateIndex(
                name: "IX_lanes_to_region_id_id",
                table: "lanes",
                columns: new[] { "to_region_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_lanes_open",
                table: "lanes",
                columns: new[] { "begins_at", "ends_at" },
                unique: true,
                filter: "ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_loss_reports_reported_at",
                table: "loss_reports",
                column: "reported_at");

            migrationBuilder.CreateIndex(
                name: "IX_network_nodes_kind_id",
                table: "network_nodes",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_network_nodes_region_id",
                table: "network_nodes",
                column: "region_id");

            migrationBuilder.CreateIndex(
                name: "IX_observed_times_ended_on",
                table: "observed_times",
                column: "ended_on");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "ux_plan_parts_live",
                table: "plan_parts",
                column: "shipment_id",
                unique: true,
                filter: "released_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_plan_stops_shipment_id",
                table: "plan_stops",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_tours_carrier_id_departs_at_plan_id_number",
                table: "plan_tours",
                columns: new[] { "carrier_id", "departs_at", "plan_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_tours_carrier_id_plan_id",
                table: "plan_tours",
                columns: new[] { "carrier_id", "plan_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_tours_day_vehicle_id",
                table: "plan_tours",
                columns: new[] { "day", "vehicle_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_tours_departs_at_plan_id_number",
                table: "plan_tours",
                columns: new[] { "departs_at", "plan_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_tours_failed",
                table: "plan_tours",
                column: "vehicle_out_until",
                filter: "vehicle_out_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_products_supplier_id",
                table: "products",
                column: "supplier_id");

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
                name: "IX_reading_uploads_recorded_at",
                table: "reading_uploads",
                column: "recorded_at");

            migrationBuilder.CreateIndex(
                name: "ix_recalled_batches_open",
                table: "recalled_batches",
                column: "batch_id",
                filter: "lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_recalled_batches_recall_id",
                table: "recalled_batches",
                column: "recall_id");

            migrationBuilder.CreateIndex(
                name: "ix_returns_decided",
                table: "returns",
                columns: new[] { "decided_at", "return_id" },
                filter: "decided_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_returns_shipment_id",
                table: "returns",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_returns_state_requested_at_return_id",
                table: "returns",
                columns: new[] { "state", "requested_at", "return_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_batches_shipment_id",
                table: "shipment_batches",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_photos_kept",
                table: "shipment_photos",
                column: "recorded_at",
                filter: "withdrawn_at IS NULL AND forgotten_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_photos_shipment_id_recorded_at_photo_id",
                table: "shipment_photos",
                columns: new[] { "shipment_id", "recorded_at", "photo_id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_regions_region_id_planned_at_shipment_id",
                table: "shipment_regions",
                columns: new[] { "region_id", "planned_at", "shipment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shipments_awaited",
                table: "shipments",
                column: "due_at",
                filter: "state IN ('Planned', 'Dispatched')");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_breached",
                table: "shipments",
                column: "breach_open_since",
                filter: "breach_open_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_carrier_day",
                table: "shipments",
                columns: new[] { "carrier_id", "deliver_on" },
                filter: "deliver_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_carrier_id_state_planned_at_shipment_id",
                table: "shipments",
                columns: new[] { "carrier_id", "state", "planned_at", "shipment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_delivered",
                table: "shipments",
                column: "delivered_at",
                filter: "delivered_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_dispatched",
                table: "shipments",
                columns: new[] { "dispatched_at", "shipment_id" },
                filter: "dispatched_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_dock_day",
                table: "shipments",
                columns: new[] { "dock_id", "deliver_on" },
                filter: "dock_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_due",
                table: "shipments",
                column: "accept_due_at",
                filter: "state = 'Delivered'");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_lost",
                table: "shipments",
                column: "lost_at",
                filter: "lost_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_order_id",
                table: "shipments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_principal_day",
                table: "shipments",
                columns: new[] { "principal_unit_id", "deliver_on" },
                filter: "principal_unit_id IS NOT NULL AND deliver_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_principal_unit_id_state_planned_at_shipment_id",
                table: "shipments",
                columns: new[] { "principal_unit_id", "state", "planned_at", "shipment_id" },
                filter: "principal_unit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_state_planned_at_shipment_id",
                table: "shipments",
                columns: new[] { "state", "planned_at", "shipment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_supplier_day",
                table: "shipments",
                columns: new[] { "supplier_id", "deliver_on" },
                filter: "deliver_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_supplier_id_state_planned_at_shipment_id",
                table: "shipments",
                columns: new[] { "supplier_id", "state", "planned_at", "shipment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_unit_day",
                table: "shipments",
                columns: new[] { "unit_id", "deliver_on" },
                filter: "deliver_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_unit_id_state_planned_at_shipment_id",
                table: "shipments",
                columns: new[] { "unit_id", "state", "planned_at", "shipment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_unsent",
                table: "shipments",
                column: "dispatch_due_at",
                filter: "state = 'Planned'");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_with_address",
                table: "shipments",
                column: "planned_at",
                filter: "delivery_address IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_supplier_stations_node_id",
                table: "supplier_stations",
                column: "node_id");

            migrationBuilder.CreateIndex(
                name: "IX_transport_plans_made_at_plan_id",
                table: "transport_plans",
                columns: new[] { "made_at", "plan_id" });

            migrationBuilder.CreateIndex(
                name: "IX_trips_arrived_at",
                table: "trips",
                column: "arrived_at");

            migrationBuilder.CreateIndex(
                name: "IX_trips_begins_at_ends_at_seconds",
                table: "trips",
                columns: new[] { "begins_at", "ends_at", "seconds" });

            AppendOnly.Guard(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "acceptance_lines");

            migrationBuilder.DropTable(
                name: "access_records");

            migrationBuilder.DropTable(
                name: "accessed_organisations");

            migrationBuilder.DropTable(
                name: "captured_event_batches");

            migrationBuilder.DropTable(
                name: "captured_event_names");

            migrationBuilder.DropTable(
                name: "captured_event_shipments");

            migrationBuilder.DropTable(
                name: "carrier_changes");

            migrationBuilder.DropTable(
                name: "carrier_regions");

            migrationBuilder.DropTable(
                name: "carrier_tariffs");

            migrationBuilder.DropTable(
                name: "carrier_vehicles");

            migrationBuilder.DropTable(
                name: "commitment_ends");

            migrationBuilder.DropTable(
                name: "custody_events");

            migrationBuilder.DropTable(
                name: "disputes");

            migrationBuilder.DropTable(
                name: "docks");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "intakes");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "label_keys");

            migrationBuilder.DropTable(
                name: "lanes");

            migrationBuilder.DropTable(
                name: "loss_reports");

            migrationBuilder.DropTable(
                name: "observed_times");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "photo_contents");

            migrationBuilder.DropTable(
                name: "plan_parts");

            migrationBuilder.DropTable(
                name: "plan_revisions");

            migrationBuilder.DropTable(
                name: "plan_stops");

            migrationBuilder.DropTable(
                name: "product_temperatures");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "proposal_sides");

            migrationBuilder.DropTable(
                name: "reading_uploads");

            migrationBuilder.DropTable(
                name: "recalled_batches");

            migrationBuilder.DropTable(
                name: "returns");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "shipment_batches");

            migrationBuilder.DropTable(
                name: "shipment_lines");

            migrationBuilder.DropTable(
                name: "shipment_regions");

            migrationBuilder.DropTable(
                name: "supplier_stations");

            migrationBuilder.DropTable(
                name: "temperature_readings");

            migrationBuilder.DropTable(
                name: "trips");

            migrationBuilder.DropTable(
                name: "acceptances");

            migrationBuilder.DropTable(
                name: "captured_events");

            migrationBuilder.DropTable(
                name: "carriers");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "households");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "shipment_photos");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "plan_tours");

            migrationBuilder.DropTable(
                name: "epcis_captures");

            migrationBuilder.DropTable(
                name: "network_nodes");

            migrationBuilder.DropTable(
                name: "shipments");

            migrationBuilder.DropTable(
                name: "transport_plans");

            migrationBuilder.DropTable(
                name: "regions");
        }
    }
}
