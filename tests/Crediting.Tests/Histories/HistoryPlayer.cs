using System.Globalization;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Periods;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Voids;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>Plays a history on a ledger and on the plain model, and compares them after every event.</summary>
sealed class HistoryPlayer(LedgerHarness ledger, CancellationToken ct)
{
    const string Official = "official-2";

    readonly PlainModel _model = new();
    readonly Invariants _invariants = new(ledger);
    readonly List<object> _consumed = [];
    readonly List<object> _waiting = [];

    /// <summary>Plays all of it; throws at the first thing that doesn't hold.</summary>
    public async Task PlayAsync(History history)
    {
        var steps = history.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            // What comes at the same time comes in one batch.
            List<object> together = [steps[i].What];
            while (i + 1 < steps.Count && steps[i + 1].At == steps[i].At
                && IsMessage(steps[i].What) && steps[i + 1].What.GetType() == steps[i].What.GetType())
            {
                together.Add(steps[++i].What);
            }

            ledger.Now = steps[i].At;
            _model.Tick(steps[i].At);
            try
            {
                await PlayAsync(together);
                await _invariants.CheckAsync(_model, ct);
                await RetryAsync();
            }
            catch (Exception failure)
            {
                throw new HistoryFailed($"At step {i} ({steps[i].What.GetType().Name}): {failure.GetBaseException().Message}", failure);
            }
        }

        try
        {
            await _invariants.CheckAtEndAsync(ct);
        }
        catch (Exception failure)
        {
            throw new HistoryFailed($"At the end: {failure.GetBaseException().Message}", failure);
        }
    }

    /// <summary>The ledger itself, to replay it.</summary>
    public LedgerHarness Ledger => ledger;

    static bool IsMessage(object what) => what is DeliveryAccepted or GoodsReturned or InvoiceRecorded or PaymentRecorded
        or InvoiceReversed or PaymentReversed or UnitPublished
        or FacilitatorPublished or SupplierPublished or PairingPublished or DesignationPublished or QuotaPlanPublished or RegionsPublished;

    async Task PlayAsync(List<object> together)
    {
        switch (together[0])
        {
            case Restart:
                ledger.Restart();
                break;
            case Redeliver again when _consumed.Count > 0:
                await ConsumeAsync([_consumed[again.Which % _consumed.Count]]);
                break;
            case Redeliver:
                break;
            case CloseMonths close:
                await CloseAsync(close);
                break;
            case FileParameters file:
                var from = _model.Today.AddDays(-file.DaysBefore);
                if (!_model.IsClosed(from))
                {
                    var filed = new RuleSetFiled(_model.NextRuleSet, from, file.Parameters, "口径文件");
                    await ledger.ExecuteAsync(filed, ct);
                    _model.Apply(filed);
                }

                break;
            case DecideSomeHold decide:
                await DecideAsync(decide);
                break;
            case DecideSomeCorrection decide:
                await DecideAsync(decide);
                break;
            case SaleVoided voided:
                if (_model.Knows(voided.LineId, voided.AcceptanceNo) && !_model.IsVoided(voided.LineId, voided.AcceptanceNo))
                {
                    await ledger.ExecuteAsync(voided, ct);
                    _model.Apply(voided);
                }

                break;
            case SaleCorrectionProposed proposed:
                if (_model.Knows(proposed.LineId, proposed.AcceptanceNo, proposed.ShareNo))
                {
                    await ledger.ExecuteAsync(proposed, ct);
                    _model.Apply(proposed);
                }

                break;
            case BenchmarkSet set:
                if (!_model.IsBenchmarkSet(set.ProductId, set.ValidFrom))
                {
                    await ledger.ExecuteAsync(set, ct);
                    _model.Apply(set);
                }

                break;
            case SuspicionRaised raised:
                await ledger.ExecuteAsync(raised, ct);
                _model.Apply(raised);
                break;
            case SuspicionCleared cleared:
                if (_model.IsSuspicion(cleared.SuspicionId))
                {
                    await ledger.ExecuteAsync(cleared, ct);
                    _model.Apply(cleared);
                }

                break;
            case var message when IsMessage(message):
                _consumed.AddRange(together);
                await ConsumeAsync(together);
                break;
            default:
                throw new InvalidOperationException($"{together[0].GetType()} is no step.");
        }
    }

    async Task ConsumeAsync(IReadOnlyList<object> messages)
    {
        var expected = messages.Select(_model.Apply).ToList();
        var became = await ledger.ConsumeAsync(messages, ct);
        Same(string.Join(", ", expected), string.Join(", ", became), "what became of the messages");
        _waiting.AddRange(messages.Where((_, i) => expected[i] == ConsumeOutcome.Waits));
    }

    /// <summary>What waits for something is tried again, as the kernel does.</summary>
    async Task RetryAsync()
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var expected = _model.Apply(_waiting[i]);
            var became = (await ledger.ConsumeAsync([_waiting[i]], ct))[0];
            Same(expected, became, "what became of a message that waited");
            if (expected != ConsumeOutcome.Waits)
            {
                _waiting.RemoveAt(i);
                await _invariants.CheckAsync(_model, ct);
                i = -1;
            }
        }
    }

    async Task CloseAsync(CloseMonths close)
    {
        var last = Month.Of(Month.Of(_model.Today).FirstDay.AddMonths(-close.Before));
        if (_model.IsClosed(last.FirstDay))
        {
            return;
        }

        await ledger.ExecuteAsync(new MonthClosed(last.ToString(), Official), ct);
        _model.Close(last.ToString());
        await _invariants.KeepClosedAsync(last.ToString(), ct);
    }

    async Task DecideAsync(DecideSomeHold decide)
    {
        await using var db = ledger.Open();
        var open = await db.Holds.AsNoTracking().Where(hold => hold.State == HoldState.Open)
            .OrderBy(hold => hold.HeldAt).ThenBy(hold => hold.HoldId).ToListAsync(ct);
        if (open.Count > 0)
        {
            // A price rise can only be released while something of the line is left.
            var hold = open[decide.Which % open.Count];
            var isReleased = decide.IsReleased && (hold.PriceRiseId is null || _model.CanRise(hold));
            await ledger.ExecuteAsync(new HoldDecided(hold.HoldId, isReleased, Official, "核查", null), ct);
            _model.DecideHold(hold, isReleased);
        }
    }

    async Task DecideAsync(DecideSomeCorrection decide)
    {
        await using var db = ledger.Open();
        var open = await db.Corrections.AsNoTracking().Where(correction => correction.State == CorrectionState.Proposed)
            .OrderBy(correction => correction.ProposedAt).ThenBy(correction => correction.CorrectionId).ToListAsync(ct);
        if (open.Count > 0)
        {
            var correction = open[decide.Which % open.Count];
            await ledger.ExecuteAsync(new CorrectionDecided(correction.CorrectionId, decide.IsApproved, Official, "核实"), ct);
            if (decide.IsApproved)
            {
                _model.Approve(correction);
            }
        }
    }

    static void Same<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new HistoryFailed(string.Create(CultureInfo.InvariantCulture, $"{what}: the model says {expected}, the ledger {found}"));
        }
    }
}

/// <summary>Something doesn't hold.</summary>
sealed class HistoryFailed(string what, Exception? inner = null) : Exception(what, inner);
