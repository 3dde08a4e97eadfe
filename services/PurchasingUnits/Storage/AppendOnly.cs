using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Who changed what stays as it was written, and so do the versions of targets, the entries of quota accounts,
/// warnings, what was proposed, and who read what.</summary>
static class AppendOnly
{
    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(
        migration,
        [
            new("registry_changes", ["number"]),
            new("target_versions", ["target_id", "number"]),
            new("quota_entries", ["entry_id"]),
            new("quota_warnings", ["warning_id"]),
            .. AccessRecord.Tables,
            .. AppendOnlyTable.Proposals,
        ]);
}
