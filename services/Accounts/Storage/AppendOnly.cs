using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Accounts.Storage;

/// <summary>Who read what stays as it was written.</summary>
static class AppendOnly
{
    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(migration, AccessRecord.Tables);
}
