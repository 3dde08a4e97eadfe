using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>Which imports and rows a caller may see.</summary>
static class ImportScope
{
    /// <summary>An import that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<Import> ImportAsync(CreditingDb db, Guid importId, CancellationToken ct) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(import => import.ImportId == importId, ct)
        ?? throw new NotFoundException("import_not_found", "没有这份导入台账，或与您的辖区无关。", "There is no such import that concerns your region.");
}
