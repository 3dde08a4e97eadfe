using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Machines;

/// <summary>POST /accounts/machines/{machineId}/end: a machine gets no token any more.</summary>
public static class EndMachine
{
    public static void Map(RouteGroupBuilder machines) => machines.MapPost("/{machineId:guid}/end", HandleAsync)
        .WithName(nameof(EndMachine)).WithSummary("停用接口程序 End a machine")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Facilitator).Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<MachineView>> HandleAsync(Guid machineId, AccountsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var body = (await db.AdministratorAsync(caller, ct)).BodyKey;
        var machine = await db.Machines.SingleOrDefaultAsync(row => row.Id == machineId && row.BodyKey == body, ct)
            ?? throw new NotFoundException("machine_unknown", "您的单位没有该接口程序。", "Your organisation has no such machine.");
        machine.EndedAt ??= clock.NowToTheMillisecond();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(MachineView.Of(machine));
    }
}
