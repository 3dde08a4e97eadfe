using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Corrections;

/// <summary>
/// Who may decide a correction (CR-19): somebody else than its proposer, who together with the proposer speaks for the buyers and the
/// origins of all its sales as they stand. A region that only gains by it has no say in it.
/// </summary>
static class CorrectionScope
{
    const int NamedMax = 5;

    /// <exception cref="NotFoundException">It concerns no side for which the caller speaks.</exception>
    /// <exception cref="RuleBrokenException">The caller proposed it.</exception>
    /// <exception cref="ForbiddenException">Sides are left for which neither the proposer nor the caller speaks.</exception>
    public static async Task RequireAsync(
        CreditingDb db, Authority authority, Caller caller, Correction correction, bool isApproved, CancellationToken ct)
    {
        var sides = await SidesAsync(db, correction.CorrectionId, ct);
        if (!sides.Exists(authority.AnswersFor))
        {
            throw NotFound();
        }

        if (correction.ProposedBy == caller.Subject)
        {
            throw new RuleBrokenException(
                "own_correction", "提出人不能处理自己的更正，请由他人处理。", "Whoever proposed a correction can't decide it; ask somebody else.");
        }

        string[] open = [.. sides.Where(path => !authority.AnswersFor(path) && !correction.ProposerSpeaksFor(path))];
        if (isApproved && open.Length > 0)
        {
            var named = string.Join(", ", open.Take(NamedMax)) + (open.Length > NamedMax ? ", …" : "");
            throw new ForbiddenException(
                "one_side_only",
                $"该更正还涉及提出人和您都不代表的地区（{named}），请由其共同上级的主管部门批准。",
                $"It also concerns regions for which neither the proposer nor you speak ({named}); it takes what is above all of them.");
        }
    }

    /// <summary>Whether the caller may read it: one of its sales is in the caller's scope.</summary>
    public static Task<bool> SeesAsync(CreditingDb db, Guid correctionId, CancellationToken ct) => (
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

    public static NotFoundException NotFound() => new(
        "correction_not_found", "没有这条更正，或与您的辖区无关。", "There is no such correction that concerns your region.");

    static async Task<List<string>> SidesAsync(CreditingDb db, Guid correctionId, CancellationToken ct)
    {
        var sides = await (
            from corrected in db.CorrectionLines
            join line in db.SaleLines.IgnoreQueryFilters()
                on new { corrected.LineId, corrected.AcceptanceNo, corrected.ShareNo } equals new
                {
                    line.LineId,
                    line.AcceptanceNo,
                    line.ShareNo,
                }
            where corrected.CorrectionId == correctionId
            select new { line.UnitPath, line.OriginPath }).Distinct().ToListAsync(ct);
        return [.. sides.SelectMany(side => (string[])[side.UnitPath, side.OriginPath]).Distinct()];
    }
}
