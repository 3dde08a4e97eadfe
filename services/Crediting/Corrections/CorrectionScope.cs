using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>Who may decide a correction: those who see one of its sales, and by that one of its sides.</summary>
static class CorrectionScope
{
    public static async Task RequireAsync(CreditingDb db, Caller caller, Guid correctionId, CancellationToken ct)
    {
        // The sales are scoped as the caller is.
        var sees = caller.SeesAll || await (
            from corrected in db.CorrectionLines
            join line in db.SaleLines
                on new { corrected.LineId, corrected.AcceptanceNo, corrected.ShareNo } equals new
                {
                    line.LineId,
                    line.AcceptanceNo,
                    line.ShareNo,
                }
            where corrected.CorrectionId == correctionId
            select line.LineId).AnyAsync(ct);
        if (!sees)
        {
            throw new NotFoundException(
                "correction_not_found", "没有这条更正，或与您的辖区无关。", "There is no such correction that concerns your region.");
        }
    }
}
