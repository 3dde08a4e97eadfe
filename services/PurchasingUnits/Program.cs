using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.PurchasingUnits;

var host = ServiceHost.Create(args, PurchasingUnitsService.Name, typeof(Money).Assembly);
host.AddPurchasingUnits();
return await host.RunAsync(app => app.MapPurchasingUnits());
