using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Catalog.Storage.Migrations
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
                name: "negative_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    subject = table.Column<string>(maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(nullable: false),
                    subject_name = table.Column<string>(nullable: false),
                    authority_path = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false),
                    document = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    listed_by = table.Column<string>(nullable: false),
                    listed_at = table.Column<long>(nullable: false),
                    lifted_from = table.Column<string>(maxLength: 10, nullable: true),
                    lifting_reason = table.Column<string>(nullable: true),
                    lifting_document = table.Column<string>(nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_negative_listings", x => x.id);
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
                    name = table.Column<string>(nullable: false),
                    affiliations = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchasing_units", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    recall_id = table.Column<Guid>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    product_name = table.Column<string>(maxLength: 100, nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(maxLength: 100, nullable: false),
                    origin_path = table.Column<string>(nullable: false),
                    office_path = table.Column<string>(nullable: true),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    recalled_by = table.Column<string>(nullable: false),
                    recalled_at = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    lifted_at = table.Column<long>(nullable: true),
                    lifting_reason = table.Column<string>(maxLength: 500, nullable: true),
                    lifting_document = table.Column<string>(maxLength: 200, nullable: true),
                    lifted_by = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.recall_id);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<string>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    code = table.Column<string>(nullable: true),
                    name = table.Column<string>(nullable: false),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    path = table.Column<string>(nullable: false)
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
                name: "specialties",
                columns: table => new
                {
                    origin_id = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    origin_name = table.Column<string>(maxLength: 100, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    sale_unit = table.Column<string>(maxLength: 20, nullable: false),
                    reference_price = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_specialties", x => new { x.origin_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "stock_holds",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    decided_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_holds", x => x.order_id);
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
                name: "suppliers",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    type = table.Column<string>(maxLength: 40, nullable: false),
                    registration_region_id = table.Column<string>(nullable: false),
                    operating_region_id = table.Column<string>(nullable: false),
                    sanctions = table.Column<string>(nullable: false),
                    has_open_appeal = table.Column<bool>(nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppliers", x => x.id);
                    table.ForeignKey(
                        name: "FK_suppliers_regions_operating_region_id",
                        column: x => x.operating_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_suppliers_regions_registration_region_id",
                        column: x => x.registration_region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agency_authorities",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    agent_id = table.Column<Guid>(nullable: false),
                    principal_id = table.Column<Guid>(nullable: false),
                    product_ids = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    document = table.Column<string>(nullable: false),
                    granted_at = table.Column<long>(nullable: false),
                    withdrawn_from = table.Column<string>(maxLength: 10, nullable: true),
                    withdrawn_reason = table.Column<string>(nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agency_authorities", x => x.id);
                    table.ForeignKey(
                        name: "FK_agency_authorities_suppliers_agent_id",
                        column: x => x.agent_id,
                        principalTable: "suppliers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_agency_authorities_suppliers_principal_id",
                        column: x => x.principal_id,
                        principalTable: "suppliers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    search_name = table.Column<string>(nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    origin_id = table.Column<string>(nullable: false),
                    charge = table.Column<string>(maxLength: 40, nullable: true),
                    principal_id = table.Column<Guid>(nullable: true),
                    principal_product_id = table.Column<Guid>(nullable: true),
                    principal_name = table.Column<string>(maxLength: 100, nullable: true),
                    authority_from = table.Column<string>(maxLength: 10, nullable: true),
                    authority_until = table.Column<string>(maxLength: 10, nullable: true),
                    price_tiers = table.Column<string>(nullable: false),
                    is_on_offer = table.Column<bool>(nullable: false),
                    delivery = table.Column<string>(nullable: true),
                    listed_at = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    recognition_number = table.Column<string>(maxLength: 50, nullable: true),
                    recognition_record_id = table.Column<Guid>(nullable: true),
                    recognition_valid_from = table.Column<string>(maxLength: 10, nullable: true),
                    recognition_valid_until = table.Column<string>(maxLength: 10, nullable: true),
                    unit_grams = table.Column<long>(nullable: true),
                    unit_name = table.Column<string>(maxLength: 20, nullable: false),
                    unit_pieces = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_products", x => x.id);
                    table.ForeignKey(
                        name: "FK_products_regions_origin_id",
                        column: x => x.origin_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_products_suppliers_supplier_id",
                        column: x => x.supplier_id,
                        principalTable: "suppliers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    source_batch_id = table.Column<Guid>(nullable: true),
                    harvest_from = table.Column<string>(maxLength: 10, nullable: false),
                    harvest_until = table.Column<string>(maxLength: 10, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    reserved = table.Column<long>(nullable: false),
                    taken = table.Column<long>(nullable: false),
                    offered_at = table.Column<long>(nullable: false),
                    is_recalled = table.Column<bool>(nullable: false),
                    available = table.Column<long>(nullable: false, computedColumnSql: "CASE WHEN is_recalled THEN 0 ELSE quantity - reserved - taken END", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batches", x => x.id);
                    table.CheckConstraint("ck_batches_stock", "reserved >= 0 AND taken >= 0 AND reserved + taken <= quantity");
                    table.ForeignKey(
                        name: "FK_batches_batches_source_batch_id",
                        column: x => x.source_batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_batches_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_pairs",
                columns: table => new
                {
                    pair = table.Column<string>(maxLength: 4, nullable: false),
                    product_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_pairs", x => new { x.pair, x.product_id });
                    table.ForeignKey(
                        name: "FK_product_pairs_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "set_components",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    share_no = table.Column<int>(nullable: false),
                    weight = table.Column<long>(nullable: false),
                    origin_id = table.Column<string>(nullable: true),
                    recognition_number = table.Column<string>(maxLength: 50, nullable: true),
                    recognition_record_id = table.Column<Guid>(nullable: true),
                    recognition_valid_from = table.Column<string>(maxLength: 10, nullable: true),
                    recognition_valid_until = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_set_components", x => new { x.product_id, x.share_no });
                    table.CheckConstraint("ck_set_components_weight", "weight > 0");
                    table.ForeignKey(
                        name: "FK_set_components_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_set_components_regions_origin_id",
                        column: x => x.origin_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recalled_batches",
                columns: table => new
                {
                    recall_id = table.Column<Guid>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalled_batches", x => new { x.recall_id, x.batch_id });
                    table.ForeignKey(
                        name: "FK_recalled_batches_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_recalled_batches_recalls_recall_id",
                        column: x => x.recall_id,
                        principalTable: "recalls",
                        principalColumn: "recall_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recognition_records",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    issuer = table.Column<string>(maxLength: 100, nullable: true),
                    batch_id = table.Column<Guid>(nullable: true),
                    is_claim = table.Column<bool>(nullable: false),
                    number = table.Column<string>(maxLength: 50, nullable: false),
                    holder_id = table.Column<Guid>(nullable: false),
                    product_id = table.Column<Guid>(nullable: true),
                    county_id = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: true),
                    valid_until = table.Column<string>(maxLength: 10, nullable: true),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    issued_by = table.Column<string>(nullable: false),
                    issued_at = table.Column<long>(nullable: false),
                    withdrawn_from = table.Column<string>(maxLength: 10, nullable: true),
                    withdrawn_reason = table.Column<string>(maxLength: 500, nullable: true),
                    is_declined = table.Column<bool>(nullable: false),
                    declined_reason = table.Column<string>(maxLength: 500, nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_records", x => x.id);
                    table.ForeignKey(
                        name: "FK_recognition_records_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_recognition_records_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_recognition_records_regions_county_id",
                        column: x => x.county_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_recognition_records_suppliers_holder_id",
                        column: x => x.holder_id,
                        principalTable: "suppliers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_allocations",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    batch_id = table.Column<Guid>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    dispatched = table.Column<long>(nullable: true),
                    shipment_id = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_allocations", x => new { x.order_id, x.line_id, x.batch_id });
                    table.ForeignKey(
                        name: "FK_stock_allocations_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_stock_allocations_stock_holds_order_id",
                        column: x => x.order_id,
                        principalTable: "stock_holds",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "IX_agency_authorities_agent_id_principal_id",
                table: "agency_authorities",
                columns: new[] { "agent_id", "principal_id" });

            migrationBuilder.CreateIndex(
                name: "IX_agency_authorities_principal_id",
                table: "agency_authorities",
                column: "principal_id");

            migrationBuilder.CreateIndex(
                name: "IX_batches_product_id_harvest_until_id",
                table: "batches",
                columns: new[] { "product_id", "harvest_until", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_batches_source_batch_id",
                table: "batches",
                column: "source_batch_id");

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
                name: "IX_negative_listings_subject_id",
                table: "negative_listings",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "IX_product_pairs_product_id",
                table: "product_pairs",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "IX_products_category_id",
                table: "products",
                columns: new[] { "category", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_products_origin_id_id",
                table: "products",
                columns: new[] { "origin_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_products_principal_id",
                table: "products",
                column: "principal_id",
                filter: "principal_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_products_principal_product_id",
                table: "products",
                column: "principal_product_id",
                filter: "principal_product_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_products_supplier_id_id",
                table: "products",
                columns: new[] { "supplier_id", "id" });

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
                name: "IX_recalled_batches_batch_id",
                table: "recalled_batches",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_recalls_open",
                table: "recalls",
                column: "batch_id",
                unique: true,
                filter: "lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_recalled_at_recall_id",
                table: "recalls",
                columns: new[] { "recalled_at", "recall_id" });

            migrationBuilder.CreateIndex(
                name: "IX_recalls_supplier_id_recalled_at_recall_id",
                table: "recalls",
                columns: new[] { "supplier_id", "recalled_at", "recall_id" });

            migrationBuilder.CreateIndex(
                name: "IX_recognition_records_batch_id",
                table: "recognition_records",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "IX_recognition_records_county_id_kind_number",
                table: "recognition_records",
                columns: new[] { "county_id", "kind", "number" },
                unique: true,
                filter: "NOT is_declined AND NOT is_claim");

            migrationBuilder.CreateIndex(
                name: "IX_recognition_records_holder_id_county_id_kind_number",
                table: "recognition_records",
                columns: new[] { "holder_id", "county_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_recognition_records_product_id",
                table: "recognition_records",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_set_components_origin_id",
                table: "set_components",
                column: "origin_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_allocations_batch_id",
                table: "stock_allocations",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_suppliers_open_appeal",
                table: "suppliers",
                column: "id",
                filter: "has_open_appeal");

            migrationBuilder.CreateIndex(
                name: "IX_suppliers_operating_region_id",
                table: "suppliers",
                column: "operating_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_suppliers_registration_region_id",
                table: "suppliers",
                column: "registration_region_id");

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
                name: "agency_authorities");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "negative_listings");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "product_pairs");

            migrationBuilder.DropTable(
                name: "proposal_sides");

            migrationBuilder.DropTable(
                name: "purchasing_units");

            migrationBuilder.DropTable(
                name: "recalled_batches");

            migrationBuilder.DropTable(
                name: "recognition_records");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "set_components");

            migrationBuilder.DropTable(
                name: "specialties");

            migrationBuilder.DropTable(
                name: "stock_allocations");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "recalls");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "stock_holds");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "suppliers");

            migrationBuilder.DropTable(
                name: "regions");
        }
    }
}
