using Marketplace.AllInOne.Identity;

namespace Marketplace.AllInOne.Demo;

/// <summary>Still in the second act: the carriers apply, and their counties confirm them.</summary>
static class RegisterCarriers
{
    const string Path = "/logistics/carriers";

    public static async Task PlayAsync(DemoConsole stage, CancellationToken ct)
    {
        foreach (var haulier in (Haulier[])[DemoSteps.SouthWest, DemoSteps.North])
        {
            var who = DemoCast.Named(haulier.Identity);
            await RegisterAsync(stage, haulier, who, ct);
            await stage.DoneAsync($"{who.Zh} 登记为承运商，与供应商无关联", $"{who.En}, may carry goods and is related to no supplier");
        }
    }

    static async Task RegisterAsync(DemoConsole stage, Haulier haulier, DemoIdentity who, CancellationToken ct)
    {
        var acting = await stage.AsAsync(haulier.Identity, ct);
        if (await acting.FindAsync($"{Path}/{who.Org}", ct) is null)
        {
            var application = await acting.PostAsync(
                Path, new { CarrierId = who.Org, Name = who.Zh, haulier.CreditCode, RegionId = haulier.Region }, ct);
            await (await stage.AsAsync(DemoCast.OfficeOf(haulier.Region), ct)).ConfirmAsync(Path, application, ct);
        }
    }
}
