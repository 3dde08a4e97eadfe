using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.PurchasingUnits;

var host = ServiceHost.Create(args, PurchasingUnitsService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddPurchasingUnits();
return await host.RunAsync(app => app.MapPurchasingUnits());
