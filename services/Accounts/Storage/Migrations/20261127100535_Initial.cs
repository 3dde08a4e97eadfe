using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Accounts.Storage.Migrations
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
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    email = table.Column<string>(maxLength: 200, nullable: true),
                    email_key = table.Column<string>(maxLength: 200, nullable: true),
                    name = table.Column<string>(maxLength: 60, nullable: true),
                    password_hash = table.Column<string>(nullable: true),
                    created_at = table.Column<long>(nullable: false),
                    password_changed_at = table.Column<long>(nullable: false),
                    totp_secret = table.Column<string>(nullable: true),
                    totp_enrolled_at = table.Column<long>(nullable: true),
                    totp_step = table.Column<long>(nullable: false),
                    forgotten_at = table.Column<long>(nullable: true),
                    version = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "attempt_counts",
                columns: table => new
                {
                    key = table.Column<string>(maxLength: 120, nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    since = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_counts", x => x.key);
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
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    secret_hash = table.Column<string>(maxLength: 64, nullable: false),
                    body_key = table.Column<string>(maxLength: 60, nullable: false),
                    role = table.Column<string>(maxLength: 20, nullable: false),
                    post = table.Column<string>(maxLength: 60, nullable: true),
                    is_administrator = table.Column<bool>(nullable: false),
                    email = table.Column<string>(maxLength: 200, nullable: true),
                    invited_by = table.Column<Guid>(nullable: true),
                    created_at = table.Column<long>(nullable: false),
                    expires_at = table.Column<long>(nullable: false),
                    accepted_at = table.Column<long>(nullable: true),
                    accepted_by = table.Column<Guid>(nullable: true),
                    withdrawn_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "machines",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    client_id = table.Column<string>(maxLength: 100, nullable: false),
                    name = table.Column<string>(maxLength: 60, nullable: false),
                    body_key = table.Column<string>(maxLength: 60, nullable: false),
                    role = table.Column<string>(maxLength: 20, nullable: false),
                    registered_by = table.Column<Guid>(nullable: false),
                    registered_at = table.Column<long>(nullable: false),
                    ended_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    to = table.Column<string>(maxLength: 200, nullable: true),
                    subject = table.Column<string>(nullable: true),
                    body = table.Column<string>(nullable: true),
                    sent_at = table.Column<long>(nullable: true),
                    attempts = table.Column<int>(nullable: false),
                    next_attempt_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictApplications",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    application_type = table.Column<string>(maxLength: 50, nullable: true),
                    client_id = table.Column<string>(maxLength: 100, nullable: true),
                    client_secret = table.Column<string>(nullable: true),
                    client_type = table.Column<string>(maxLength: 50, nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    consent_type = table.Column<string>(maxLength: 50, nullable: true),
                    display_name = table.Column<string>(nullable: true),
                    display_names = table.Column<string>(nullable: true),
                    json_web_key_set = table.Column<string>(nullable: true),
                    permissions = table.Column<string>(nullable: true),
                    post_logout_redirect_uris = table.Column<string>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    redirect_uris = table.Column<string>(nullable: true),
                    requirements = table.Column<string>(nullable: true),
                    settings = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictApplications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictScopes",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    description = table.Column<string>(nullable: true),
                    descriptions = table.Column<string>(nullable: true),
                    display_name = table.Column<string>(nullable: true),
                    display_names = table.Column<string>(nullable: true),
                    name = table.Column<string>(maxLength: 200, nullable: true),
                    properties = table.Column<string>(nullable: true),
                    resources = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictScopes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(nullable: false),
                    region_id = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations", x => x.id);
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
                name: "password_resets",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    secret_hash = table.Column<string>(maxLength: 64, nullable: false),
                    expires_at = table.Column<long>(nullable: false),
                    used_at = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_password_resets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<long>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    tier = table.Column<string>(maxLength: 20, nullable: false),
                    path_value = table.Column<string>(nullable: false),
                    ended_on = table.Column<string>(maxLength: 10, nullable: true)
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
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    membership_id = table.Column<Guid>(nullable: true),
                    started_at = table.Column<long>(nullable: false),
                    expires_at = table.Column<long>(nullable: false),
                    last_seen_at = table.Column<long>(nullable: false),
                    second_factor_at = table.Column<long>(nullable: true),
                    ended_at = table.Column<long>(nullable: true),
                    end_reason = table.Column<string>(maxLength: 40, nullable: true),
                    device = table.Column<string>(maxLength: 200, nullable: true),
                    address = table.Column<string>(maxLength: 45, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
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
                name: "sign_in_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    outcome = table.Column<string>(maxLength: 40, nullable: false),
                    device = table.Column<string>(maxLength: 200, nullable: true),
                    address = table.Column<string>(maxLength: 45, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    account_id = table.Column<Guid>(nullable: false),
                    body_key = table.Column<string>(maxLength: 60, nullable: false),
                    role = table.Column<string>(maxLength: 20, nullable: false),
                    post = table.Column<string>(maxLength: 60, nullable: true),
                    is_administrator = table.Column<bool>(nullable: false),
                    since = table.Column<long>(nullable: false),
                    invited_by = table.Column<Guid>(nullable: true),
                    ended_at = table.Column<long>(nullable: true),
                    ended_by = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => x.id);
                    table.ForeignKey(
                        name: "FK_memberships_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    account_id = table.Column<Guid>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_code", x => new { x.account_id, x.hash });
                    table.ForeignKey(
                        name: "FK_recovery_code_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictAuthorizations",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    application_id = table.Column<Guid>(nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    creation_date = table.Column<DateTime>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    scopes = table.Column<string>(nullable: true),
                    status = table.Column<string>(maxLength: 50, nullable: true),
                    subject = table.Column<string>(maxLength: 400, nullable: true),
                    type = table.Column<string>(maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictAuthorizations", x => x.id);
                    table.ForeignKey(
                        name: "FK_OpenIddictAuthorizations_OpenIddictApplications_application~",
                        column: x => x.application_id,
                        principalTable: "OpenIddictApplications",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "OpenIddictTokens",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    application_id = table.Column<Guid>(nullable: true),
                    authorization_id = table.Column<Guid>(nullable: true),
                    concurrency_token = table.Column<string>(maxLength: 50, nullable: true),
                    creation_date = table.Column<DateTime>(nullable: true),
                    expiration_date = table.Column<DateTime>(nullable: true),
                    payload = table.Column<string>(nullable: true),
                    properties = table.Column<string>(nullable: true),
                    redemption_date = table.Column<DateTime>(nullable: true),
                    reference_id = table.Column<string>(maxLength: 100, nullable: true),
                    status = table.Column<string>(maxLength: 50, nullable: true),
                    subject = table.Column<string>(maxLength: 400, nullable: true),
                    type = table.Column<string>(maxLength: 150, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenIddictTokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_OpenIddictTokens_OpenIddictApplications_application_id",
                        column: x => x.application_id,
                        principalTable: "OpenIddictApplications",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_OpenIddictTokens_OpenIddictAuthorizations_authorization_id",
                        column: x => x.authorization_id,
                        principalTable: "OpenIddictAuthorizations",
                        principalColumn: "id");
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
                name: "IX_accounts_email_key",
                table: "accounts",
                column: "email_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempt_counts_since",
                table: "attempt_counts",
                column: "since");

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
                name: "IX_invitations_body_key_id",
                table: "invitations",
                columns: new[] { "body_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_invitations_secret_hash",
                table: "invitations",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_machines_body_key_id",
                table: "machines",
                columns: new[] { "body_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_machines_client_id",
                table: "machines",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mails_next_attempt_at",
                table: "mails",
                column: "next_attempt_at",
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_mails_sent_at",
                table: "mails",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "IX_memberships_account_id",
                table: "memberships",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_memberships_body_key_id",
                table: "memberships",
                columns: new[] { "body_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictApplications_client_id",
                table: "OpenIddictApplications",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictAuthorizations_application_id_status_subject_type",
                table: "OpenIddictAuthorizations",
                columns: new[] { "application_id", "status", "subject", "type" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictScopes_name",
                table: "OpenIddictScopes",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_application_id_status_subject_type",
                table: "OpenIddictTokens",
                columns: new[] { "application_id", "status", "subject", "type" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_authorization_id",
                table: "OpenIddictTokens",
                column: "authorization_id");

            migrationBuilder.CreateIndex(
                name: "IX_OpenIddictTokens_reference_id",
                table: "OpenIddictTokens",
                column: "reference_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_lease_until",
                table: "outbox",
                column: "lease_until");

            migrationBuilder.CreateIndex(
                name: "IX_parked_messages_next_attempt_at",
                table: "parked_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "IX_password_resets_account_id",
                table: "password_resets",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_password_resets_secret_hash",
                table: "password_resets",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sent_messages_sent_at",
                table: "sent_messages",
                column: "sent_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_account_id_id",
                table: "sessions",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_attempts_account_id_id",
                table: "sign_in_attempts",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_attempts_at",
                table: "sign_in_attempts",
                column: "at");

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
                name: "attempt_counts");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "machines");

            migrationBuilder.DropTable(
                name: "mails");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "OpenIddictScopes");

            migrationBuilder.DropTable(
                name: "OpenIddictTokens");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked_messages");

            migrationBuilder.DropTable(
                name: "password_resets");

            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "sent_messages");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "sign_in_attempts");

            migrationBuilder.DropTable(
                name: "OpenIddictAuthorizations");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "OpenIddictApplications");
        }
    }
}
