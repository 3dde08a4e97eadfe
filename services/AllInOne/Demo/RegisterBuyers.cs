using Marketplace.AllInOne.Identity;

namespace Marketplace.AllInOne.Demo;

/// <summary>Second act: the purchasing units of the east apply, their districts confirm them, and they file their budgets.</summary>
static class RegisterBuyers
{
    public static async Task PlayAsync(DemoConsole stage, CancellationToken ct)
    {
        await stage.HeadingAsync("二、东部单位与承运商申请登记、属地确认、报预算",
            "Purchasing units and carriers apply, their offices confirm, and budgets are filed");
        foreach (var buyer in DemoSteps.Buyers)
        {
            var who = DemoCast.Named(buyer.Identity);
            await RegisterAsync(stage, buyer, who, ct);
            await FileBudgetAsync(stage, buyer, who, ct);
            await stage.DoneAsync($"{who.Zh} 可用预算 {buyer.BudgetYuan / 10_000:0.##} 万元", $"{who.En} may spend ¥{buyer.BudgetYuan:N0}");
        }
    }

    static async Task RegisterAsync(DemoConsole stage, Buyer buyer, DemoIdentity who, CancellationToken ct)
    {
        const string Path = "/units/purchasing-units";
        var acting = await stage.AsAsync(buyer.Identity, ct);
        if (await acting.FindAsync($"{Path}/{who.Org}", ct) is null)
        {
            var application = await acting.PostAsync(
                Path,
                new
                {
                    UnitId = who.Org,
                    Name = who.Zh,
                    buyer.Kind,
                    IsCentralBudget = false,
                    AffiliationRegionId = buyer.Region,
                    AffiliatedFrom = new DateOnly(2020, 1, 1),
                    buyer.IsPairingDesignated,
                },
                ct);
            await (await stage.AsAsync(DemoCast.OfficeOf(buyer.Region), ct)).ConfirmAsync(Path, application, ct);
        }
    }

    /// <summary>So that it leaves what the script says, whatever earlier performances have spent.</summary>
    static async Task FileBudgetAsync(DemoConsole stage, Buyer buyer, DemoIdentity who, CancellationToken ct)
    {
        var approver = await stage.AsAsync(DemoCast.ApproverOf(buyer.Identity), ct);
        var path = $"/units/purchasing-units/{who.Org}/budgets/{stage.Today.Year}";
        var filed = await approver.FindVersionAsync(path, ct);
        var used = filed is { Body: var budget } ? (long)budget["heldFen"]! + (long)budget["settledFen"]! : 0;
        await approver.PutAsync(path, new { AmountFen = used + (long)(buyer.BudgetYuan * 100) }, filed?.Etag, ct);
    }
}
