using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Crediting.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SubsidisedPart : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "verified_months",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "verified_days",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "sale_lines",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "pairing_months",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "pairing_days",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "credit_entries",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subsidised_fen",
                table: "channel_months",
                nullable: false,
                defaultValue: 0L);

            AppendOnly.FreezeOfSale(migrationBuilder, "subsidised_fen");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "verified_months");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "verified_days");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "sale_lines");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "pairing_months");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "pairing_days");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "credit_entries");

            migrationBuilder.DropColumn(
                name: "subsidised_fen",
                table: "channel_months");
        }
    }
}
