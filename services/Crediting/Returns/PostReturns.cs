using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Returns;

/// <summary>
/// ← GoodsReturned → CreditAdjusted. Takes credit back where it stands, also from pairings that have ended, in the month of the return if that
/// is open (CR-15, CR-16). A replacement of the same value changes nothing.
/// </summary>
public sealed class PostReturns : IApplyEvent<GoodsReturned>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<GoodsReturned> happened, CancellationToken ct)
    {
        var data = ledger.Db;
        Guid[] returnIds = [.. happened.Select(message => message.ReturnId)];
        var recorded = await data.Returns.Where(one => returnIds.Contains(one.ReturnId)).Select(one => one.ReturnId).ToHashSetAsync(ct);
        Guid[] lineIds = [.. happened.Select(message => message.LineId).Distinct()];
        var lines = await data.SaleLines.Where(line => lineIds.Contains(line.LineId)).OrderBy(line => line.ShareNo).ToListAsync(ct);
        var sales = lines.ToLookup(line => (line.LineId, line.AcceptanceNo));
        foreach (var message in happened.Where(message => !sales.Contains((message.LineId, message.AcceptanceNo))))
        {
            throw new MissingReferenceException(message, $"Line {message.LineId}, acceptance {message.AcceptanceNo}, is not in the ledger.");
        }

        var posted = await data.PostedAsync(lines, ct);
        var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
        var registry = (await ledger.RegistryAsync(ct)).Registry;
        var papers = await VerifySales.PapersAsync(data, lines.Select(line => line.ShipmentId), ct);
        foreach (var message in happened.Where(message => recorded.Add(message.ReturnId)))
        {
            ledger.AppendEvent(message);
            SaleLine[] shares = [.. sales[(message.LineId, message.AcceptanceNo)]];
            var falls = Fall(message, shares);
            var eventDate = BusinessDay.Of(message.ConfirmedAt);
            for (var i = 0; i < shares.Length; i++)
            {
                var line = shares[i];
                var news = ledger.Post(Posting.TakeBack(
                    posted[line.Key],
                    falls[i],
                    message.Kind == ReturnKind.PriceCut ? EntryType.PriceAdjust : EntryType.Return,
                    new PostingContext(ledger.Months, eventDate, registry.RuleSetOf(line).Version)));
                ledger.PublishAdjustment(line, eventDate, news, message);
                if (message.Kind is ReturnKind.Return or ReturnKind.ShortWeight && line.AmountFen > 0)
                {
                    checks.RecordReturn(line, message.Quantity);
                }
            }

            data.Add(new ReturnRecord
            {
                ReturnId = message.ReturnId,
                LineId = message.LineId,
                AcceptanceNo = message.AcceptanceNo,
                Kind = message.Kind,
                Quantity = message.Quantity,
                AmountFen = falls.Sum(),
                EventDate = eventDate,
                Reason = message.Reason,
                Document = message.Document,
            });
            if (papers.TryGetValue(shares[0].ShipmentId, out var evidence))
            {
                // What is left may be covered now.
                await VerifySales.VerifyAsync(ledger, evidence, news: [], ct);
            }
        }
    }

    /// <summary>By how much each share falls.</summary>
    static IReadOnlyList<long> Fall(GoodsReturned message, SaleLine[] shares)
    {
        if (message.Kind == ReturnKind.Replacement)
        {
            return [.. shares.Select(_ => 0L)];
        }

        return message.AmountFen is { } refund ? SaleLine.Refund(shares, refund) : SaleLine.Return(shares, message.Quantity);
    }
}
