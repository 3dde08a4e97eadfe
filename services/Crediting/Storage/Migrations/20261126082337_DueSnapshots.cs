using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Crediting.Storage.Migrations
{
    /// <inheritdoc />
    public partial class DueSnapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_due_snapshots_month_number",
                table: "due_snapshots",
                columns: new[] { "month", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_due_snapshots_next_attempt_at",
                table: "due_snapshots",
                column: "next_attempt_at",
                filter: "taken_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "due_snapshots");
        }
    }
}
