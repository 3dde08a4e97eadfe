using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Catalog.Storage;

/// <summary>What was proposed stays as it was written, and so does who read what.</summary>
static class AppendOnly
{
    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(
        migration, [.. AppendOnlyTable.Proposals, .. AccessRecord.Tables]);
}
