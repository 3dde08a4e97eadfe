using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// ← DeliveryAccepted → SalesCredited. Credits each accepted line to what it belongs to, holds it, or records why not
/// (CR-01 to CR-17, CR-01, CR-21).
/// </summary>
public sealed class CreditSales : IApplyEvent<DeliveryAccepted>
{
    const int KeysAtOnce = 5_000;

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        // The same acceptance under another message id finds its lines recorded.
        var recorded = await RecordedAsync(ledger.Db, messages, ct);
        DeliveryAccepted[] news =
        [
            .. messages.Where(message => message.Lines.Any(line => !recorded.Contains((line.LineId, message.AcceptanceNo)))),
        ];
        if (news.Length == 0)
        {
            return;
        }

        foreach (var told in news.Select(message => message.ColdChain).OfType<ColdChainPublished>())
        {
            await ColdChainBreaches.LearnAsync(ledger, told, ct);
        }

        var registry = (await ledger.RegistryAsync(ct)).Registry;
        var goods = news.SelectMany(delivery => delivery.Lines).Select(line => line.Goods).ToList();
        var parties = await PartyResolver.ReadAsync(
            ledger,
            [.. news.Select(delivery => delivery.UnitId)
                .Concat(news.Select(delivery => delivery.Terms?.PrincipalUnitId).OfType<Guid>()).Distinct()],
            [.. news.Select(delivery => delivery.Terms?.Facilitation?.FacilitatorId).OfType<Guid>().Distinct()],
            [.. goods.Select(sold => sold.SupplierId).Concat(goods.Select(sold => sold.Agency?.PrincipalId).OfType<Guid>()).Distinct()],
            [.. goods.Select(sold => sold.ProductId).Concat(goods.Select(sold => sold.Agency?.ProductId).OfType<Guid>()).Distinct()],
            assume: null,
            ct);

        // Nothing may have an effect before it is clear that everything it refers to is known.
        var sales = news.Select(message => (
            Message: message,
            Lines: message.Lines.Where(line => recorded.Add((line.LineId, message.AcceptanceNo)))
                .SelectMany(line => SaleLineFactory.Of(message, line, registry, parties, ledger.Now)).ToList())).ToList();
        var register = await RecognitionRegister.ReadAsync(ledger.Db, sales.SelectMany(sale => sale.Lines), ct);
        foreach (var line in sales.SelectMany(sale => sale.Lines))
        {
            register.Apply(line);
        }

        var checks = await HoldChecks.ReadAsync(ledger, [.. sales.SelectMany(sale => sale.Lines)], ct);
        var papers = await VerifySales.EvidenceAsync(ledger.Db, news.Select(message => message.ShipmentId), ct);
        foreach (var (message, lines) in sales)
        {
            ledger.AppendEvent(message);
            var posted = new List<CreditEntry>();
            foreach (var line in lines.GroupBy(row => row.LineId).Select(rows => rows.ToList()).ToList())
            {
                foreach (var row in line.Where(row =>
                    checks.BreachOf(row) is { Verdict: ColdChainVerdict.Unfit } breach && breach.Covers(row)))
                {
                    row.EndHold(isReleased: false);
                }

                var judgements = line.ConvertAll(row => Judge(row, registry, checks));
                if (judgements.Exists(judgement => judgement.HeldFor == CreditReason.BatchOverdraw)
                    && checks.SplitOverdrawn(line[0]) is { Count: > 0 } rests)
                {
                    lines.AddRange(rests);
                    line.AddRange(rests);
                    judgements = line.ConvertAll(row => Judge(row, registry, checks));
                }

                foreach (var (row, judgement) in line.Zip(judgements))
                {
                    ledger.Add(row);
                    row.Decide(judgement);
                    posted.AddRange(ledger.Post(Posting.Settle(
                        new PostedSale(row, []), judgement,
                        new PostingContext(ledger.Months, row.RecognitionDate, registry.RuleSetOf(row).Version))));
                    checks.Hold(row, ledger);
                    SaleAlerts.Raise(row, ledger, message);
                    if (checks.BreachOf(row) is { Verdict: not ColdChainVerdict.Fit } late
                        && SaleAlerts.OfLateBreach(row, late, ledger) is { } alert)
                    {
                        SaleAlerts.Publish(alert, ledger, message);
                    }
                }

                foreach (var part in line.GroupBy(row => row.PartNo))
                {
                    checks.RecordSale([.. part]);
                }
            }

            ledger.Db.Publish(ToMessage(message, posted), causedBy: message);
            if (papers.TryGetValue(message.ShipmentId, out var evidence))
            {
                // Invoices and payments may come before the goods (已核实).
                await VerifySales.VerifyAsync(
                    ledger,
                    evidence,
                    sales.TakeWhile(sale => sale.Message != message).SelectMany(sale => sale.Lines).Concat(lines)
                        .Where(line => line.EvidenceId == message.ShipmentId),
                    ct);
            }
        }
    }

    static Judgement Judge(SaleLine line, RegistryFacts registry, HoldChecks checks)
    {
        var (suspicion, isResale) = checks.Evaluate(line);
        return RuleBook.Judge(line, registry, suspicion, isResale);
    }

    /// <summary>The sales among these that the ledger has already, by their key.</summary>
    static async Task<HashSet<(Guid LineId, int AcceptanceNo)>> RecordedAsync(
        CreditingDb db, IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var recorded = new HashSet<(Guid, int)>();
        foreach (var ids in messages.SelectMany(message => message.Lines).Select(line => line.LineId).Distinct().Chunk(KeysAtOnce))
        {
            var keys = db.SaleLines.Where(line => ids.Contains(line.LineId)).Select(line => new { line.LineId, line.AcceptanceNo });
            await foreach (var key in keys.AsAsyncEnumerable().WithCancellation(ct))
            {
                recorded.Add((key.LineId, key.AcceptanceNo));
            }
        }

        return recorded;
    }

    static SalesCredited ToMessage(DeliveryAccepted message, IEnumerable<CreditEntry> entries) => new()
    {
        AcceptanceId = message.AcceptanceId,
        OrderId = message.OrderId,
        UnitId = message.UnitId,
        RecognitionDate = BusinessDay.Of(message.AcceptedAt),
        Credits = [.. entries.Select(entry => new SalesCredited.Credit
        {
            LineId = entry.LineId,
            EntryId = entry.EntryId,
            Scheme = entry.Scheme,
            Tier = entry.Tier,
            HolderId = entry.HolderId,
            AmountFen = entry.AmountFen,
        })],
    };
}
