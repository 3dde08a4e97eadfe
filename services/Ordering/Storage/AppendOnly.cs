using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Ordering.Storage;

/// <summary>What of Ordering's tables is only ever added to.</summary>
static class AppendOnly
{
    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(
        migration, [.. AccessRecord.Tables, .. AppendOnlyTable.Proposals, new AppendOnlyTable("payable_entries", ["entry_id"])]);
}
