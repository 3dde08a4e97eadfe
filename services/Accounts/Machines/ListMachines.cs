using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Machines;

/// <summary>GET /accounts/machines: those of the caller's organisation, ended ones too.</summary>
public static class ListMachines
{
    public static void Map(RouteGroupBuilder machines) => machines.MapGet("/", HandleAsync)
        .WithName(nameof(ListMachines)).WithSummary("接口程序列表 The machines of your organisation")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Facilitator);

    static async Task<Ok<Page<MachineView>>> HandleAsync(
        [AsParameters] PageQuery page, AccountsDb db, Caller caller, CancellationToken ct)
    {
        var body = (await db.AdministratorAsync(caller, ct)).BodyKey;
        var rows = db.Machines.AsNoTracking().Where(row => row.BodyKey == body);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(row => row.Id > lastId);
        }

        var found = await rows.OrderBy(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(
            Page.Of<Machine, MachineView>(found, page.Size, MachineView.Of, row => Cursor.Encode(row.Id.ToString())));
    }
}
