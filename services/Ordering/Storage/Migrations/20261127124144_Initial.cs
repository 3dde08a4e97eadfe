using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Ordering.Storage.Migrations
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
                name: "agreed_terms",
                columns: table => new
                {
                    term_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    days = table.Column<int>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true),
                    end_reason = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agreed_terms", x => x.term_id);
                    table.CheckConstraint("ck_agreed_terms", "days >= 0 AND days <= 60");
                });

            migrationBuilder.CreateTable(
                name: "delegations",
                columns: table => new
                {
                    delegation_id = table.Column<Guid>(nullable: false),
                    post_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    to = table.Column<string>(maxLength: 200, nullable: false),
                    from = table.Column<string>(maxLength: 10, nullable: false),
                    until = table.Column<string>(maxLength: 10, nullable: false),
                    reason = table.Column<string>(nullable: false),
                    given_at = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delegations", x => x.delegation_id);
                });

            migrationBuilder.CreateTable(
                name: "docks",
                columns: table => new
                {
                    dock_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    region_id = table.Column<string>(nullable: false),
                    address = table.Column<string>(nullable: true),
                    hours = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_docks", x => x.dock_id);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    draft_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    version = table.Column<long>(nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    changed_at = table.Column<long>(nullable: false),
                    ordered_at = table.Column<long>(nullable: true),
                    order_ids = table.Column<string>(nullable: true),
                    next_line = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => x.draft_id);
                });

            migrationBuilder.CreateTable(
                name: "facilitators",
                columns: table => new
                {
                    facilitator_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    registrations = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilitators", x => x.facilitator_id);
                });

            migrationBuilder.CreateTable(
                name: "gift_limits",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    per_head_fen = table.Column<long>(nullable: false),
                    filed_by = table.Column<string>(nullable: false),
                    filed_by_unit_id = table.Column<Guid>(nullable: false),
                    filed_at = table.Column<long>(nullable: false),
                    document = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gift_limits", x => new { x.unit_id, x.year, x.version });
                });

            migrationBuilder.CreateTable(
                name: "gift_lists",
                columns: table => new
                {
                    list_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 100, nullable: false),
                    year = table.Column<int>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    ordered_at = table.Column<long>(nullable: true),
                    order_id = table.Column<Guid>(nullable: true),
                    erased_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gift_lists", x => x.list_id);
                });

            migrationBuilder.CreateTable(
                name: "gift_years",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    year = table.Column<int>(nullable: false),
                    secret = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gift_years", x => new { x.unit_id, x.year });
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
                name: "invoices",
                columns: table => new
                {
                    invoice_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    code = table.Column<string>(maxLength: 12, nullable: false),
                    number = table.Column<string>(maxLength: 20, nullable: false),
                    seller_title = table.Column<string>(maxLength: 100, nullable: false),
                    buyer_title = table.Column<string>(maxLength: 100, nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    issued_on = table.Column<string>(maxLength: 10, nullable: false),
                    reverses_invoice_id = table.Column<Guid>(nullable: true),
                    reason = table.Column<string>(maxLength: 40, nullable: true),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoices", x => x.invoice_id);
                    table.CheckConstraint("ck_invoices_amount", "(amount_fen > 0 AND reverses_invoice_id IS NULL) OR (amount_fen < 0 AND reverses_invoice_id IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_invoices_invoices_reverses_invoice_id",
                        column: x => x.reverses_invoice_id,
                        principalTable: "invoices",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "listings",
                columns: table => new
                {
                    product_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    name_form = table.Column<string>(nullable: false),
                    name_start = table.Column<string>(maxLength: 2, nullable: false),
                    name_end = table.Column<string>(maxLength: 2, nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    processing_level = table.Column<string>(maxLength: 40, nullable: false),
                    origin_path = table.Column<string>(nullable: false),
                    origin_name = table.Column<string>(nullable: false),
                    recognition = table.Column<string>(nullable: true),
                    origins = table.Column<string>(nullable: true),
                    charge = table.Column<string>(maxLength: 40, nullable: true),
                    agency = table.Column<string>(nullable: true),
                    unit = table.Column<string>(nullable: false),
                    price_tiers = table.Column<string>(nullable: false),
                    is_on_offer = table.Column<bool>(nullable: false),
                    delivery = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listings", x => x.product_id);
                });

            migrationBuilder.CreateTable(
                name: "negative_listings",
                columns: table => new
                {
                    listing_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    subject_id = table.Column<Guid>(nullable: false),
                    subject_name = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    lifted_from = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_negative_listings", x => x.listing_id);
                });

            migrationBuilder.CreateTable(
                name: "order_templates",
                columns: table => new
                {
                    template_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    filed_by = table.Column<string>(nullable: false),
                    filed_at = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    content = table.Column<string>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    next_week = table.Column<string>(maxLength: 10, nullable: false),
                    due_on = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_templates", x => x.template_id);
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
                name: "pairings",
                columns: table => new
                {
                    pairing_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    east_region_id = table.Column<string>(nullable: false),
                    east_path = table.Column<string>(nullable: false),
                    west_path = table.Column<string>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairings", x => x.pairing_id);
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
                name: "payments",
                columns: table => new
                {
                    payment_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    unit_path = table.Column<string>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    paid_on = table.Column<string>(maxLength: 10, nullable: false),
                    reference = table.Column<string>(maxLength: 100, nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false),
                    unmatched_fen = table.Column<long>(nullable: false),
                    receipt = table.Column<string>(maxLength: 40, nullable: false),
                    statements = table.Column<int>(nullable: false),
                    reversed_at = table.Column<long>(nullable: true),
                    reversal_reason = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.payment_id);
                    table.CheckConstraint("ck_payments_amount", "amount_fen > 0 AND unmatched_fen >= 0 AND unmatched_fen <= amount_fen");
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    post_id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(maxLength: 50, nullable: false),
                    holders = table.Column<string>(nullable: false),
                    set_by = table.Column<string>(nullable: false),
                    set_by_unit_id = table.Column<Guid>(nullable: false),
                    set_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posts", x => new { x.post_id, x.version });
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
                    unit_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(nullable: true),
                    affiliations = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchasing_units", x => x.unit_id);
                });

            migrationBuilder.CreateTable(
                name: "quotations",
                columns: table => new
                {
                    quotation_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(nullable: false),
                    lines = table.Column<string>(nullable: false),
                    gross_fen = table.Column<long>(nullable: false),
                    discount_fen = table.Column<long>(nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true),
                    substitute_for_line_id = table.Column<Guid>(nullable: true),
                    substitute_for_order_id = table.Column<Guid>(nullable: true),
                    quoted_at = table.Column<long>(nullable: false),
                    quoted_by = table.Column<string>(nullable: false),
                    withdrawn_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quotations", x => x.quotation_id);
                    table.CheckConstraint("ck_quotations_discount", "discount_fen >= 0 AND (discount_fen = 0 OR discount_fen < gross_fen)");
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    region_id = table.Column<string>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    code = table.Column<string>(nullable: true),
                    level = table.Column<string>(maxLength: 40, nullable: false),
                    path = table.Column<string>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.region_id);
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
                name: "subsidy_programs",
                columns: table => new
                {
                    program_id = table.Column<Guid>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    payer_name = table.Column<string>(nullable: false),
                    payer_path = table.Column<string>(nullable: false),
                    origin_path = table.Column<string>(nullable: false),
                    buyer_path = table.Column<string>(nullable: false),
                    rate_basis_points = table.Column<int>(nullable: false),
                    funds_fen = table.Column<long>(nullable: false),
                    committed_fen = table.Column<long>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_until = table.Column<string>(maxLength: 10, nullable: false),
                    document = table.Column<string>(nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: true),
                    ending_reason = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subsidy_programs", x => x.program_id);
                    table.CheckConstraint("ck_subsidy_programs_funds", "committed_fen >= 0 AND committed_fen <= funds_fen");
                });

            migrationBuilder.CreateTable(
                name: "suppliers",
                columns: table => new
                {
                    supplier_id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    registration_path = table.Column<string>(nullable: false),
                    suspensions = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppliers", x => x.supplier_id);
                });

            migrationBuilder.CreateTable(
                name: "draft_lines",
                columns: table => new
                {
                    draft_id = table.Column<Guid>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    row = table.Column<int>(nullable: true),
                    sheet = table.Column<string>(maxLength: 40, nullable: true),
                    typed = table.Column<string>(nullable: false),
                    product_id = table.Column<Guid>(nullable: true),
                    quantity = table.Column<long>(nullable: true),
                    unit_id = table.Column<Guid>(nullable: true),
                    dock_id = table.Column<Guid>(nullable: true),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_lines", x => new { x.draft_id, x.line_number });
                    table.ForeignKey(
                        name: "FK_draft_lines_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "draft_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gift_goods",
                columns: table => new
                {
                    list_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    dock_id = table.Column<Guid>(nullable: false),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gift_goods", x => new { x.list_id, x.number });
                    table.ForeignKey(
                        name: "FK_gift_goods_gift_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "gift_lists",
                        principalColumn: "list_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gift_recipients",
                columns: table => new
                {
                    list_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    goods_number = table.Column<int>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    person_key = table.Column<string>(nullable: true),
                    name = table.Column<string>(nullable: true),
                    staff_no = table.Column<string>(nullable: true),
                    phone = table.Column<string>(nullable: true),
                    handed_out_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gift_recipients", x => new { x.list_id, x.number });
                    table.ForeignKey(
                        name: "FK_gift_recipients_gift_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "gift_lists",
                        principalColumn: "list_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "template_runs",
                columns: table => new
                {
                    template_id = table.Column<Guid>(nullable: false),
                    week = table.Column<string>(maxLength: 10, nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    outcome = table.Column<string>(maxLength: 40, nullable: false),
                    at = table.Column<long>(nullable: false),
                    order_ids = table.Column<string>(nullable: false),
                    faults = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_template_runs", x => new { x.template_id, x.week });
                    table.ForeignKey(
                        name: "FK_template_runs_order_templates_template_id",
                        column: x => x.template_id,
                        principalTable: "order_templates",
                        principalColumn: "template_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_receipts",
                columns: table => new
                {
                    payment_id = table.Column<Guid>(nullable: false),
                    statement_no = table.Column<int>(nullable: false),
                    is_received = table.Column<bool>(nullable: false),
                    note = table.Column<string>(maxLength: 500, nullable: true),
                    stated_at = table.Column<long>(nullable: false),
                    stated_by = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_receipts", x => new { x.payment_id, x.statement_no });
                    table.ForeignKey(
                        name: "FK_payment_receipts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "payment_id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "approval_policies",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    rules = table.Column<string>(nullable: false),
                    splitting_days = table.Column<int>(nullable: false),
                    filed_by = table.Column<string>(nullable: false),
                    filed_by_unit_id = table.Column<Guid>(nullable: false),
                    filed_at = table.Column<long>(nullable: false),
                    document = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_policies", x => new { x.unit_id, x.version });
                    table.ForeignKey(
                        name: "FK_approval_policies_purchasing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "purchasing_units",
                        principalColumn: "unit_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_agents",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    agent_id = table.Column<Guid>(nullable: false),
                    valid_from = table.Column<string>(maxLength: 10, nullable: false),
                    valid_to = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_agents", x => new { x.unit_id, x.agent_id, x.valid_from });
                    table.ForeignKey(
                        name: "FK_unit_agents_purchasing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "purchasing_units",
                        principalColumn: "unit_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    needs_approval = table.Column<bool>(nullable: false),
                    payer_id = table.Column<Guid>(nullable: false),
                    budget_left_fen = table.Column<long>(nullable: true),
                    budget_left_at = table.Column<long>(nullable: true),
                    number = table.Column<string>(maxLength: 28, nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(nullable: false),
                    placed_by = table.Column<string>(nullable: false),
                    budget_year = table.Column<int>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    quotation_id = table.Column<Guid>(nullable: true),
                    terms = table.Column<string>(nullable: true),
                    version = table.Column<long>(nullable: false),
                    submitted_at = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 40, nullable: false),
                    unit_path = table.Column<string>(nullable: false),
                    held = table.Column<string>(nullable: true),
                    is_budget_held = table.Column<bool>(nullable: false),
                    subsidy_fen = table.Column<long>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    confirmed_at = table.Column<long>(nullable: true),
                    completed_at = table.Column<long>(nullable: true),
                    cancelled_at = table.Column<long>(nullable: true),
                    cancellation_reason = table.Column<string>(maxLength: 40, nullable: true),
                    cancellation_zh = table.Column<string>(nullable: true),
                    cancellation_en = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => x.order_id);
                    table.UniqueConstraint("AK_orders_submitted_at_order_id", x => new { x.submitted_at, x.order_id });
                    table.CheckConstraint("ck_orders_amount", "amount_fen >= 0 AND accepted_fen >= 0");
                    table.ForeignKey(
                        name: "FK_orders_quotations_quotation_id",
                        column: x => x.quotation_id,
                        principalTable: "quotations",
                        principalColumn: "quotation_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "approval_requests",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    requested_at = table.Column<long>(nullable: false),
                    placed_by = table.Column<string>(nullable: false),
                    steps = table.Column<string>(nullable: false),
                    suspected_splits = table.Column<string>(nullable: false),
                    confirm_before = table.Column<long>(nullable: true),
                    current_step = table.Column<int>(nullable: false),
                    current_post_id = table.Column<Guid>(nullable: true),
                    due_at = table.Column<long>(nullable: true),
                    ends_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_requests", x => x.order_id);
                    table.ForeignKey(
                        name: "FK_approval_requests_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_needs",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    submitted_at = table.Column<long>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    category = table.Column<string>(maxLength: 40, nullable: false),
                    is_outside_partner_region = table.Column<bool>(nullable: false),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: true),
                    amount_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_needs", x => new { x.unit_id, x.order_id, x.number });
                    table.ForeignKey(
                        name: "FK_order_needs_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_parts",
                columns: table => new
                {
                    part_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    unit_name = table.Column<string>(nullable: false),
                    unit_path = table.Column<string>(nullable: false),
                    submitted_at = table.Column<long>(nullable: false),
                    part_number = table.Column<int>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    supplier_name = table.Column<string>(nullable: false),
                    delivery_path = table.Column<string>(nullable: false),
                    delivery_address = table.Column<string>(maxLength: 200, nullable: true),
                    dock_id = table.Column<Guid>(nullable: true),
                    dock_name = table.Column<string>(maxLength: 100, nullable: true),
                    deliver_on = table.Column<string>(maxLength: 10, nullable: true),
                    window_from = table.Column<string>(maxLength: 5, nullable: true),
                    window_until = table.Column<string>(maxLength: 5, nullable: true),
                    origin_regions = table.Column<string>(nullable: false),
                    common_origin = table.Column<string>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    discount_fen = table.Column<long>(nullable: false),
                    subsidy_fen = table.Column<long>(nullable: false),
                    accepted_fen = table.Column<long>(nullable: false),
                    price_rises_fen = table.Column<long>(nullable: false),
                    refunds_fen = table.Column<long>(nullable: false),
                    cancellations = table.Column<string>(nullable: false),
                    cancelled_at = table.Column<long>(nullable: true),
                    lost_at = table.Column<long>(nullable: true),
                    loss_finding = table.Column<string>(maxLength: 40, nullable: true),
                    lost_fen = table.Column<long>(nullable: false),
                    paid_fen = table.Column<long>(nullable: false),
                    owed_fen = table.Column<long>(nullable: false),
                    due_on = table.Column<string>(maxLength: 10, nullable: true),
                    reminded_at = table.Column<long>(nullable: true),
                    invoiced_fen = table.Column<long>(nullable: false),
                    dispatched_at = table.Column<long>(nullable: true),
                    delivered_at = table.Column<long>(nullable: true),
                    accepted_at = table.Column<long>(nullable: true),
                    acceptance_nos = table.Column<string>(nullable: false),
                    last_acceptance_no = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_parts", x => x.part_id);
                    table.CheckConstraint("ck_order_parts_invoiced", "invoiced_fen >= 0 AND (invoiced_fen <= amount_fen + price_rises_fen OR invoiced_fen <= accepted_fen + price_rises_fen)");
                    table.CheckConstraint("ck_order_parts_owed", "owed_fen = accepted_fen + price_rises_fen - refunds_fen - paid_fen");
                    table.CheckConstraint("ck_order_parts_paid", "paid_fen >= 0 AND (paid_fen <= amount_fen + price_rises_fen OR paid_fen <= accepted_fen + price_rises_fen)");
                    table.ForeignKey(
                        name: "FK_order_parts_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_regions",
                columns: table => new
                {
                    region_id = table.Column<string>(nullable: false),
                    submitted_at = table.Column<long>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_regions", x => new { x.submitted_at, x.order_id, x.region_id });
                    table.ForeignKey(
                        name: "FK_order_regions_orders_submitted_at_order_id",
                        columns: x => new { x.submitted_at, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "submitted_at", "order_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_units",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    submitted_at = table.Column<long>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_units", x => new { x.submitted_at, x.order_id, x.unit_id });
                    table.ForeignKey(
                        name: "FK_order_units_orders_submitted_at_order_id",
                        columns: x => new { x.submitted_at, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "submitted_at", "order_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "approval_decisions",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    step = table.Column<int>(nullable: false),
                    post_id = table.Column<Guid>(nullable: false),
                    is_approved = table.Column<bool>(nullable: false),
                    decided_by = table.Column<string>(maxLength: 200, nullable: false),
                    on_behalf_of = table.Column<string>(maxLength: 200, nullable: true),
                    delegation_id = table.Column<Guid>(nullable: true),
                    decided_at = table.Column<long>(nullable: false),
                    comment = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_decisions", x => new { x.order_id, x.step });
                    table.ForeignKey(
                        name: "FK_approval_decisions_approval_requests_order_id",
                        column: x => x.order_id,
                        principalTable: "approval_requests",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "approval_units",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    requested_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_units", x => new { x.order_id, x.unit_id });
                    table.ForeignKey(
                        name: "FK_approval_units_approval_requests_order_id",
                        column: x => x.order_id,
                        principalTable: "approval_requests",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    part_id = table.Column<Guid>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    product_id = table.Column<Guid>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    free = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    discount_fen = table.Column<long>(nullable: false),
                    subsidy_fen = table.Column<long>(nullable: false),
                    goods = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_lines", x => x.line_id);
                    table.CheckConstraint("ck_order_lines_quantity", "quantity > 0 AND free >= 0 AND free < quantity AND discount_fen >= 0 AND discount_fen <= amount_fen");
                    table.ForeignKey(
                        name: "FK_order_lines_order_parts_part_id",
                        column: x => x.part_id,
                        principalTable: "order_parts",
                        principalColumn: "part_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payable_entries",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: true),
                    part_id = table.Column<Guid>(nullable: true),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payable_entries", x => x.entry_id);
                    table.ForeignKey(
                        name: "FK_payable_entries_order_parts_part_id",
                        column: x => x.part_id,
                        principalTable: "order_parts",
                        principalColumn: "part_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_matchings",
                columns: table => new
                {
                    matching_id = table.Column<Guid>(nullable: false),
                    payment_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    part_id = table.Column<Guid>(nullable: false),
                    invoice_id = table.Column<Guid>(nullable: true),
                    amount_fen = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    recorded_by = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_matchings", x => x.matching_id);
                    table.CheckConstraint("ck_payment_matchings_amount", "amount_fen <> 0");
                    table.ForeignKey(
                        name: "FK_payment_matchings_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_matchings_order_parts_part_id",
                        column: x => x.part_id,
                        principalTable: "order_parts",
                        principalColumn: "part_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_matchings_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "payment_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_reminders",
                columns: table => new
                {
                    part_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    unit_id = table.Column<Guid>(nullable: false),
                    supplier_id = table.Column<Guid>(nullable: false),
                    due_on = table.Column<string>(maxLength: 10, nullable: false),
                    owed_fen = table.Column<long>(nullable: false),
                    reminded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_reminders", x => x.part_id);
                    table.ForeignKey(
                        name: "FK_payment_reminders_order_parts_part_id",
                        column: x => x.part_id,
                        principalTable: "order_parts",
                        principalColumn: "part_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accepted_lines",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    acceptance_no = table.Column<int>(nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accepted_lines", x => new { x.line_id, x.acceptance_no });
                    table.CheckConstraint("ck_accepted_lines", "quantity >= 0 AND amount_fen >= 0");
                    table.ForeignKey(
                        name: "FK_accepted_lines_order_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "order_lines",
                        principalColumn: "line_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invoice_lines",
                columns: table => new
                {
                    invoice_id = table.Column<Guid>(nullable: false),
                    line_number = table.Column<int>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    part_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoice_lines", x => new { x.invoice_id, x.line_number });
                    table.CheckConstraint("ck_invoice_lines_amount", "amount_fen <> 0");
                    table.ForeignKey(
                        name: "FK_invoice_lines_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_invoice_lines_order_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "order_lines",
                        principalColumn: "line_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_invoice_lines_order_parts_part_id",
                        column: x => x.part_id,
                        principalTable: "order_parts",
                        principalColumn: "part_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payable_changes",
                columns: table => new
                {
                    return_id = table.Column<Guid>(nullable: false),
                    line_id = table.Column<Guid>(nullable: false),
                    amount_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payable_changes", x => x.return_id);
                    table.ForeignKey(
                        name: "FK_payable_changes_order_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "order_lines",
                        principalColumn: "line_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subsidy_grants",
                columns: table => new
                {
                    line_id = table.Column<Guid>(nullable: false),
                    program_id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    part_id = table.Column<Guid>(nullable: false),
                    granted_fen = table.Column<long>(nullable: false),
                    earned_fen = table.Column<long>(nullable: false),
                    released_fen = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subsidy_grants", x => x.line_id);
                    table.CheckConstraint("ck_subsidy_grants", "earned_fen >= 0 AND released_fen >= 0 AND earned_fen + released_fen <= granted_fen");
                    table.ForeignKey(
                        name: "FK_subsidy_grants_order_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "order_lines",
                        principalColumn: "line_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_subsidy_grants_subsidy_programs_program_id",
                        column: x => x.program_id,
                        principalTable: "subsidy_programs",
                        principalColumn: "program_id",
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
                name: "IX_agreed_terms_supplier_id_registered_at_term_id",
                table: "agreed_terms",
                columns: new[] { "supplier_id", "registered_at", "term_id" });

            migrationBuilder.CreateIndex(
                name: "IX_agreed_terms_unit_id_registered_at_term_id",
                table: "agreed_terms",
                columns: new[] { "unit_id", "registered_at", "term_id" });

            migrationBuilder.CreateIndex(
                name: "IX_agreed_terms_unit_id_supplier_id",
                table: "agreed_terms",
                columns: new[] { "unit_id", "supplier_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_requests_due",
                table: "approval_requests",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_approval_requests_requested_at_order_id",
                table: "approval_requests",
                columns: new[] { "requested_at", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_requests_waiting",
                table: "approval_requests",
                columns: new[] { "current_post_id", "requested_at", "order_id" },
                filter: "current_post_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_approval_units_unit_id_requested_at_order_id",
                table: "approval_units",
                columns: new[] { "unit_id", "requested_at", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_delegations_post_id",
                table: "delegations",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "IX_delegations_unit_id",
                table: "delegations",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_docks_unit_id",
                table: "docks",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_changed_at",
                table: "drafts",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_unit_id_created_at_draft_id",
                table: "drafts",
                columns: new[] { "unit_id", "created_at", "draft_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gift_lists_to_be_erased",
                table: "gift_lists",
                column: "created_at",
                filter: "erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_gift_lists_unit_id_created_at_list_id",
                table: "gift_lists",
                columns: new[] { "unit_id", "created_at", "list_id" });

            migrationBuilder.CreateIndex(
                name: "IX_gift_recipients_person_key",
                table: "gift_recipients",
                column: "person_key");

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
                name: "IX_invoice_lines_line_id",
                table: "invoice_lines",
                column: "line_id")
                .Annotation("Npgsql:IndexInclude", new[] { "amount_fen" });

            migrationBuilder.CreateIndex(
                name: "IX_invoice_lines_part_id",
                table: "invoice_lines",
                column: "part_id");

            migrationBuilder.CreateIndex(
                name: "IX_invoices_reverses_invoice_id",
                table: "invoices",
                column: "reverses_invoice_id",
                filter: "reverses_invoice_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_invoices_supplier_id_number_code",
                table: "invoices",
                columns: new[] { "supplier_id", "number", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invoices_supplier_id_recorded_at_invoice_id",
                table: "invoices",
                columns: new[] { "supplier_id", "recorded_at", "invoice_id" });

            migrationBuilder.CreateIndex(
                name: "IX_invoices_unit_id_recorded_at_invoice_id",
                table: "invoices",
                columns: new[] { "unit_id", "recorded_at", "invoice_id" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_name_end_is_on_offer",
                table: "listings",
                columns: new[] { "name_end", "is_on_offer" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_name_form",
                table: "listings",
                column: "name_form");

            migrationBuilder.CreateIndex(
                name: "IX_listings_name_start_is_on_offer",
                table: "listings",
                columns: new[] { "name_start", "is_on_offer" });

            migrationBuilder.CreateIndex(
                name: "IX_negative_listings_subject_id",
                table: "negative_listings",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_part_id",
                table: "order_lines",
                column: "part_id");

            migrationBuilder.CreateIndex(
                name: "IX_order_needs_order_id",
                table: "order_needs",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_order_needs_unit_id_submitted_at",
                table: "order_needs",
                columns: new[] { "unit_id", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_order_parts_order_id",
                table: "order_parts",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_owed_by",
                table: "order_parts",
                columns: new[] { "unit_id", "due_on", "part_id" },
                filter: "owed_fen <> 0")
                .Annotation("Npgsql:IndexInclude", new[] { "owed_fen", "supplier_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_owed_from",
                table: "order_parts",
                columns: new[] { "common_origin", "supplier_id" },
                filter: "owed_fen > 0")
                .Annotation("Npgsql:IndexInclude", new[] { "owed_fen", "due_on", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_owed_in",
                table: "order_parts",
                columns: new[] { "unit_path", "unit_id" },
                filter: "owed_fen > 0")
                .Annotation("Npgsql:IndexInclude", new[] { "owed_fen", "due_on", "supplier_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_owed_to",
                table: "order_parts",
                columns: new[] { "supplier_id", "due_on", "part_id" },
                filter: "owed_fen <> 0")
                .Annotation("Npgsql:IndexInclude", new[] { "owed_fen", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "IX_order_parts_supplier_id_submitted_at_order_id",
                table: "order_parts",
                columns: new[] { "supplier_id", "submitted_at", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_to_remind",
                table: "order_parts",
                columns: new[] { "due_on", "part_id" },
                filter: "owed_fen > 0 AND reminded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_order_parts_with_address",
                table: "order_parts",
                column: "submitted_at",
                filter: "delivery_address IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_order_regions_region_id_submitted_at_order_id",
                table: "order_regions",
                columns: new[] { "region_id", "submitted_at", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_templates_due",
                table: "order_templates",
                column: "due_on",
                filter: "due_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_order_templates_unit_id_filed_at_template_id",
                table: "order_templates",
                columns: new[] { "unit_id", "filed_at", "template_id" });

            migrationBuilder.CreateIndex(
                name: "IX_order_units_unit_id_submitted_at_order_id",
                table: "order_units",
                columns: new[] { "unit_id", "submitted_at", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_budget_left",
                table: "orders",
                columns: new[] { "payer_id", "submitted_at" },
                filter: "budget_left_fen IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_orders_number",
                table: "orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotation",
                table: "orders",
                column: "quotation_id",
                unique: true,
                filter: "quotation_id IS NOT NULL AND state <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_waiting",
                table: "orders",
                column: "submitted_at",
                filter: "state = 'Submitted'");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

            migrationBuilder.CreateIndex(
                name: "IX_pairings_east_region_id",
                table: "pairings",
                column: "east_region_id");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "IX_payable_changes_line_id",
                table: "payable_changes",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_payable_entries_part_id",
                table: "payable_entries",
                column: "part_id");

            migrationBuilder.CreateIndex(
                name: "IX_payable_entries_supplier_id_unit_id_recorded_at_entry_id",
                table: "payable_entries",
                columns: new[] { "supplier_id", "unit_id", "recorded_at", "entry_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "amount_fen", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_payable_entries_unit_id_supplier_id_recorded_at_entry_id",
                table: "payable_entries",
                columns: new[] { "unit_id", "supplier_id", "recorded_at", "entry_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "amount_fen", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_matchings_invoice_id",
                table: "payment_matchings",
                column: "invoice_id",
                filter: "invoice_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payment_matchings_part_id",
                table: "payment_matchings",
                column: "part_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_matchings_payment_id",
                table: "payment_matchings",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_reminders_supplier_id_reminded_at_part_id",
                table: "payment_reminders",
                columns: new[] { "supplier_id", "reminded_at", "part_id" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_reminders_unit_id_reminded_at_part_id",
                table: "payment_reminders",
                columns: new[] { "unit_id", "reminded_at", "part_id" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_advance_of",
                table: "payments",
                columns: new[] { "unit_id", "supplier_id" },
                filter: "unmatched_fen > 0")
                .Annotation("Npgsql:IndexInclude", new[] { "unmatched_fen" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_advance_to",
                table: "payments",
                columns: new[] { "supplier_id", "unit_id" },
                filter: "unmatched_fen > 0")
                .Annotation("Npgsql:IndexInclude", new[] { "unmatched_fen" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_disputed",
                table: "payments",
                column: "unit_path",
                filter: "receipt = 'Disputed' AND reversed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payments_supplier_id_recorded_at_payment_id",
                table: "payments",
                columns: new[] { "supplier_id", "recorded_at", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_unit_id_recorded_at_payment_id",
                table: "payments",
                columns: new[] { "unit_id", "recorded_at", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_unit_id",
                table: "posts",
                column: "unit_id");

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
                name: "ix_quotations_substitute",
                table: "quotations",
                column: "substitute_for_line_id",
                filter: "substitute_for_line_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotations_substitute_order",
                table: "quotations",
                column: "substitute_for_order_id",
                filter: "substitute_for_order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_quotations_supplier_id_quoted_at_quotation_id",
                table: "quotations",
                columns: new[] { "supplier_id", "quoted_at", "quotation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_quotations_unit_id_quoted_at_quotation_id",
                table: "quotations",
                columns: new[] { "unit_id", "quoted_at", "quotation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_subsidy_grants_order_id",
                table: "subsidy_grants",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_subsidy_grants_part_id",
                table: "subsidy_grants",
                column: "part_id");

            migrationBuilder.CreateIndex(
                name: "IX_subsidy_grants_program_id",
                table: "subsidy_grants",
                column: "program_id");

            migrationBuilder.CreateIndex(
                name: "IX_subsidy_programs_registered_at_program_id",
                table: "subsidy_programs",
                columns: new[] { "registered_at", "program_id" });

            migrationBuilder.CreateIndex(
                name: "IX_unit_agents_agent_id",
                table: "unit_agents",
                column: "agent_id");

            OrderNumbers.Make(migrationBuilder);
            AppendOnly.Guard(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_lines");

            migrationBuilder.DropTable(
                name: "access_records");

            migrationBuilder.DropTable(
                name: "accessed_organisations");

            migrationBuilder.DropTable(
                name: "agreed_terms");

            migrationBuilder.DropTable(
                name: "approval_decisions");

            migrationBuilder.DropTable(
                name: "approval_policies");

            migrationBuilder.DropTable(
                name: "approval_units");

            migrationBuilder.DropTable(
                name: "delegations");

            migrationBuilder.DropTable(
                name: "docks");

            migrationBuilder.DropTable(
                name: "draft_lines");

            migrationBuilder.DropTable(
                name: "facilitators");

            migrationBuilder.DropTable(
                name: "gift_goods");

            migrationBuilder.DropTable(
                name: "gift_limits");

            migrationBuilder.DropTable(
                name: "gift_recipients");

            migrationBuilder.DropTable(
                name: "gift_years");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "invoice_lines");

            migrationBuilder.DropTable(
                name: "listings");

            migrationBuilder.DropTable(
                name: "negative_listings");

            migrationBuilder.DropTable(
                name: "order_needs");

            migrationBuilder.DropTable(
                name: "order_regions");

            migrationBuilder.DropTable(
                name: "order_units");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pairings");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "payable_changes");

            migrationBuilder.DropTable(
                name: "payable_entries");

            migrationBuilder.DropTable(
                name: "payment_matchings");

            migrationBuilder.DropTable(
                name: "payment_receipts");

            migrationBuilder.DropTable(
                name: "payment_reminders");

            migrationBuilder.DropTable(
                name: "posts");

            migrationBuilder.DropTable(
                name: "proposal_sides");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "subsidy_grants");

            migrationBuilder.DropTable(
                name: "suppliers");

            migrationBuilder.DropTable(
                name: "template_runs");

            migrationBuilder.DropTable(
                name: "unit_agents");

            migrationBuilder.DropTable(
                name: "approval_requests");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "gift_lists");

            migrationBuilder.DropTable(
                name: "invoices");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "subsidy_programs");

            migrationBuilder.DropTable(
                name: "order_templates");

            migrationBuilder.DropTable(
                name: "purchasing_units");

            migrationBuilder.DropTable(
                name: "order_parts");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "quotations");
        }
    }
}
